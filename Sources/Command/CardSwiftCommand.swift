import JSONKit
import ServiceKit
import TeamsCards

extension Subcommand {
    /// `teams card swift`: a card becomes the code that builds it.
    static let cardSwift = Subcommand(
        parser: CommandLineParser(
            "swift", "Print the Swift code that builds a card.",
            options: [.value("name", "name", "The name of the function that returns the card.", default: "card")],
            arguments: [.init("file", "A card or an attachment with one, as JSON.")]),
        run: { invocation, output in
            let file = invocation.arguments("file")[0]
            let name = invocation.option("name")?.text ?? "card"
            guard isSwiftName(name) else {
                throw CommandFailure(message: "--name \(name): write a name of Swift, of letters and digits")
            }
            let json = try readJSON(file)
            let card = json["content"] ?? json
            guard let code = CardCode.function(for: card, named: name) else {
                throw CommandFailure(
                    message: "\(file.text): this is no Adaptive Card: its type is not \"AdaptiveCard\"")
            }
            output.text(code)
        })
}

private func isSwiftName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
