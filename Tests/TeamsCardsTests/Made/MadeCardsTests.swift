import Foundation
import JSONKit
import Testing

@testable import TeamsCards

/// Two hundred cards of all that the builders have. The browser's test draws those of the file; here they are shown to
/// be what the schema allows, and the file to be what is made.
@Suite struct MadeCardsTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Browser/madecards.json").standardizedFileURL

    private static let cards: [JSONValue] = {
        var maker = CardMaker(seed: 12)
        return (0..<200).map { _ in maker.card() }
    }()

    @Test func eachIsACardThatTeamsTakes() {
        for (number, card) in Self.cards.enumerated() {
            let errors = CardValidator.issues(in: card, for: .bot).filter {
                $0.severity == .error && $0.code != "card.size"
            }
            #expect(errors.isEmpty, "card \(number): \(errors.map(\.description).joined(separator: "; "))")
        }
    }

    @Test func eachIsReadIntoTheBuildersAndLosesNothing() throws {
        for card in Self.cards {
            #expect(try AdaptiveCard(json: card).json == card)
            #expect(CardCode.function(for: card) != nil)
        }
    }

    @Test func everyTypeIsThere() {
        var seen: Set<String> = []
        func look(_ json: JSONValue) {
            if let type = json["type"]?.stringValue { seen.insert(type) }
            for (_, value) in json.objectValue ?? [:] { look(value) }
            for value in json.arrayValue ?? [] { look(value) }
        }
        for card in Self.cards { look(card) }
        let all = CardType.all.values.filter { $0.place == .element || $0.place == .input }.map(\.name)
        #expect(Set(all).subtracting(seen).isEmpty)
    }

    /// With `WRITE_MADE_CARDS=1` the file is written anew.
    @Test func theFileOfTheBrowserTestHoldsThem() throws {
        let text = "[\n" + Self.cards.map { $0.text() }.joined(separator: ",\n") + "\n]\n"
        if ProcessInfo.processInfo.environment["WRITE_MADE_CARDS"] == "1" {
            try Data(text.utf8).write(to: Self.file)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(written == text, "make it anew: WRITE_MADE_CARDS=1 swift test --filter MadeCardsTests")
    }
}
