import JSONKit
import TeamsCards
import TestSupport
import Testing

@Test func noMutationOfAPublishedCardStopsTheValidator() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed)
    let cards = try publishedCards().map(\.json)
    for round in 0..<500 {
        guard let card = cards.randomElement(using: &random) else { return }
        var mutated = random.mutate(random.mutate(card, depth: 0), depth: 0)
        if round.isMultiple(of: 5) {
            let message: JSONValue = [
                "type": "message", "text": "x",
                "attachments": [["contentType": "application/vnd.microsoft.card.adaptive", "content": mutated]],
            ]
            mutated = random.mutate(message, depth: 0)
        }
        for target in CardTarget.all {
            for issue in CardValidator.issues(in: mutated, for: target) {
                #expect(issue.path.isEmpty || issue.path.hasPrefix("/"), "seed \(seed)")
                #expect(!issue.message.isEmpty, "seed \(seed)")
            }
        }
        if let card = try? AdaptiveCard(json: mutated) { #expect(card.json == mutated, "seed \(seed)") }
    }
}

@Test(arguments: ["(", "[", "(?:", "a{1,", "(?=", #"\"#, "(a*)*", "|"])
func noPatternOfAnInputStopsTheValidator(part: String) {
    for count in [1, 1000, 100_000] {
        let card = AdaptiveCard { Input.Text("a").regex(String(repeating: part, count: count)) }
        #expect(!card.validate(for: .bot).isEmpty)
    }
}

extension SeededGenerator {
    private static let values: [JSONValue] = [
        nil, true, -1, 1.5, "", "x", "${x}", "<at>", "data:image/png;base64,", "javascript:", [], [nil], [[]], [:],
        ["type": "TextBlock"], ["type": "Action.Execute"], ["type": nil], ["id": "a", "type": "Input.Text"],
        ["type": "Container", "items": [["type": "Column"]], "fallback": ["type": "X", "fallback": "drop"]],
        "{{DATE(", "{{TIME(2026-02-14T06:00:00Z)}}", "a\\n", "a\nb", "data:,", "data:image/gif;base64,=", "29:",
        "19:a@thread.tacv2",
        ["msteams": ["type": "imBack"]], ["url": "data:image/png;base64,@"],
        ["type": "Action.ResetInputs", "targetInputIds": ["a"]],
        ["type": "Chart.Line", "data": [["values": []]]], ["type": "message", "attachments": [["contentType": "x"]]],
    ]

    /// Changes a card at random places.
    fileprivate mutating func mutate(_ json: JSONValue, depth: Int) -> JSONValue {
        if depth > 0, Int.random(in: 0..<12, using: &self) == 0 {
            return Self.values.randomElement(using: &self) ?? nil
        }
        switch json {
        case .array(var elements) where !elements.isEmpty:
            let place = Int.random(in: 0..<elements.count, using: &self)
            elements[place] = mutate(elements[place], depth: depth + 1)
            if Int.random(in: 0..<6, using: &self) == 0 { elements.append(elements[place]) }
            return .array(elements)
        case .object(var object) where !object.isEmpty:
            let place = Int.random(in: 0..<object.count, using: &self)
            let name = object[place].name
            let value = object[place].value
            switch Int.random(in: 0..<12, using: &self) {
            case 0: object[name] = nil
            case 1: object[name.uppercased()] = value
            default: object[name] = mutate(value, depth: depth + 1)
            }
            return .object(object)
        default: return json
        }
    }
}
