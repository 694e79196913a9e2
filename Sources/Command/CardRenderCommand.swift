import ExpressionKit
import Foundation
import JSONKit
import LocalTeams
import ServiceKit
import TeamsCards

extension Subcommand {
    /// `teams card render`: a card as Teams would show it, as a file.
    static let cardRender = Subcommand(
        parser: CommandLineParser(
            "render", "Draw a card as Teams would show it, into one file.",
            options: [
                .value("data", "file", "The data that the names of a template mean, as JSON."),
                .value("theme", "light|dark", "The theme; without it the reader's own counts."),
                .value("width", "pixels", "How wide the card is shown, from 100 to 2000.", default: "400"),
                .value("locale", "language", "The language of dates and numbers, as de-DE."),
                .value("output", "file", "page.html, or card.png where a Chromium is installed."),
            ],
            arguments: [.init("file", "A card or an attachment with one, as JSON.")]),
        run: { invocation, _ in
            let file = invocation.arguments("file")[0]
            guard let output = invocation.option("output")?.text else {
                throw CommandFailure(message: "--output is missing: say where to, as page.html or card.png")
            }
            let isPicture = output.lowercased().hasSuffix(".png")
            guard isPicture || output.lowercased().hasSuffix(".html") else {
                throw CommandFailure(message: "--output \(output): the name ends in .html or .png")
            }
            var look = CardPage.Look(
                theme: try invocation.option("theme")?.choice(of: ["light", "dark"]), width: 400,
                locale: invocation.option("locale")?.text)
            if let width = invocation.option("width")?.text {
                guard let pixels = Int(width), (100...2000).contains(pixels) else {
                    throw CommandFailure(message: "--width \(width): write a number of pixels from 100 to 2000")
                }
                look.width = pixels
            }
            let json = try readJSON(file)
            let card = try expanded(
                json["content"] ?? json, invocation.option("data").map(readJSON), locale: look.locale)
            let html: String
            do throws(CardPageError) { html = try CardPage(card, look).html } catch {
                throw CommandFailure(message: error.message)
            }
            guard isPicture else { return try write(Array(html.utf8), to: output) }
            try write(try await Chromium.find().picture(of: html, width: look.width), to: output)
        })
}

/// The card of a template with its data. A card without bindings, and without data, stays as it is.
private func expanded(_ card: JSONValue, _ data: JSONValue?, locale: String?) throws(CommandFailure) -> JSONValue {
    guard data != nil || card["$data"] != nil else { return card }
    var options = ExpansionOptions(environment: .system)
    if let locale { options.environment.locale = locale }
    do throws(TemplateError) {
        let result = try CardTemplate(card).expand(data, options: options)
        for warning in result.warnings { TextOutput.standardError.line("warning: \(warning)") }
        return result.card
    } catch {
        throw CommandFailure(message: error.description)
    }
}

private func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do {
        try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
        throw CommandFailure(message: "\(path): the file cannot be written", status: 2)
    }
}
