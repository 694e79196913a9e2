internal import JSONKit

/// The buttons and inputs of a message's cards, in the order in which they stand there.
struct CardParts: Sendable, Equatable {
    private(set) var buttons: [CardButton] = []
    /// Those in fallbacks of what a client knows. They are there once something inside it is not known, which the
    /// client decides: it names them by their places.
    private(set) var spareButtons: [CardButton] = []
    /// By the attachment that they stand in.
    private var inputs: [Int: [CardInput]] = [:]

    private static let adaptive = "application/vnd.microsoft.card.adaptive"
    private static let connector = "application/vnd.microsoft.teams.card.o365connector"

    /// Members that hold no part of the card that anybody sees.
    private static let unseen: Set<String> = [
        "data", "refresh", "authentication", "metadata", "msteams", "fallback", "requires",
    ]

    /// What waits to be looked at.
    private struct Step {
        var value: JSONValue
        var pointer: JSONPointer
        var scope: [JSONPointer]
        /// Whether it stands in a fallback that is not shown for what holds it.
        var isSpare = false

        func inside(_ value: JSONValue, _ pointer: JSONPointer, _ scope: [JSONPointer]) -> Step {
            Step(value: value, pointer: pointer, scope: scope, isSpare: isSpare)
        }
    }

    init(_ attachments: [JSONValue]) {
        for (place, attachment) in attachments.enumerated() {
            guard let content = attachment["content"] else { continue }
            switch attachment["contentType"]?.stringValue?.lowercased() {
            case Self.adaptive?: addAdaptive(content, at: place)
            case Self.connector?:
                let found = ConnectorCardParts(content, at: place)
                buttons += found.buttons
                if !found.inputs.isEmpty { inputs[place] = found.inputs }
            default: addButtons(of: content, at: place)
            }
        }
    }

    /// Steps, and no recursion: a card may be nested as deep as JSON may.
    private mutating func addAdaptive(_ card: JSONValue, at place: Int) {
        var steps = [Step(value: card, pointer: .root, scope: [])]
        while let step = steps.popLast() {
            switch step.value {
            case .array(let elements):
                for (number, element) in elements.enumerated().reversed() {
                    steps.append(step.inside(element, step.pointer.appending(number), step.scope))
                }
            case .object(let object):
                var scope = step.scope
                let type = object["type"]?.stringValue ?? ""
                if let fallback = object["fallback"] {
                    let isShown = CardFeatures.isShown(object)
                    var inside = step.inside(fallback, step.pointer.appending("fallback"), scope)
                    inside.isSpare = step.isSpare || isShown
                    steps.append(inside)
                    // A client that does not know the type shows its fallback and nothing else of it.
                    if !isShown { continue }
                }
                if type.hasPrefix("Action.") {
                    let button = CardButton(attachment: place, pointer: step.pointer, action: object, scope: scope)
                    if step.isSpare { spareButtons.append(button) } else { buttons.append(button) }
                    if type == "Action.ShowCard" { scope.append(step.pointer) }
                } else if type.hasPrefix("Input."), !step.isSpare, let id = object["id"]?.stringValue {
                    inputs[place, default: []].append(CardInput(id: id, input: object, scope: scope))
                }
                for (name, value) in Array(object).reversed() where !Self.unseen.contains(name) {
                    steps.append(step.inside(value, step.pointer.appending(name), scope))
                }
            default: break
            }
        }
    }

    /// Hero, thumbnail, receipt, list and sign-in cards: `buttons`, and `tap` of the card, of its pictures and of its
    /// items.
    private mutating func addButtons(of card: JSONValue, at place: Int) {
        func button(_ action: JSONValue?, _ pointer: JSONPointer) -> CardButton? {
            action?.objectValue.map { CardButton(attachment: place, pointer: pointer, action: $0) }
        }
        for (number, action) in (card["buttons"]?.arrayValue ?? []).enumerated() {
            if let found = button(action, .root.appending("buttons").appending(number)) { buttons.append(found) }
        }
        if let found = button(card["tap"], .root.appending("tap")) { buttons.append(found) }
        for list in ["images", "items"] {
            for (number, item) in (card[list]?.arrayValue ?? []).enumerated() {
                let pointer = JSONPointer.root.appending(list).appending(number).appending("tap")
                if let found = button(item["tap"], pointer) { buttons.append(found) }
            }
        }
    }
}

extension CardParts {
    /// The button with this id, else with this title; or, of a JSON pointer, at this place of the card or the message.
    /// - Throws: 404 when there is none, 409 when several have the title.
    func button(_ name: String) throws(Refusal) -> CardButton {
        if name.hasPrefix("/"), let pointer = JSONPointer(name) {
            let found = (buttons + spareButtons).first { $0.pointer == pointer || $0.place == name }
            if let found { return found }
        }
        if let found = buttons.first(where: { $0.id == name }) { return found }
        let titled = buttons.filter { $0.title == name }
        guard let found = titled.first else {
            let known = buttons.prefix(20).map { "\"\($0.name.excerpt)\"" }.joined(separator: ", ")
            throw .notFound(
                buttons.isEmpty
                    ? "the message has no button"
                    : "no button of the message has the id or title \"\(name.excerpt)\"; there are \(known)")
        }
        guard titled.count == 1 else {
            let places = titled.prefix(5).map(\.pointer.description).joined(separator: ", ")
            throw .conflict("\(titled.count) buttons have the title \"\(name.excerpt)\": say which one, as \(places)")
        }
        return found
    }

    /// The input with this id.
    func input(_ id: String) throws(Refusal) -> CardInput {
        for place in inputs.keys.sorted() {
            if let found = inputs[place]?.first(where: { $0.id == id }) { return found }
        }
        throw .notFound("no input of the message has the id \"\(id.excerpt)\"")
    }

    /// The inputs that go along with a button: those of its card and of the cards around it.
    func inputs(of button: CardButton) -> [CardInput] {
        (inputs[button.attachment] ?? []).filter { button.scope.starts(with: $0.scope) }
    }

    /// What a client sends along with a button: what was typed, and of what nobody touched what stood there.
    /// - Throws: 400 when a required input is empty.
    func values(of button: CardButton, typed: JSONObject) throws(Refusal) -> JSONObject {
        guard button.action["associatedInputs"]?.stringValue?.lowercased() != "none" else { return [:] }
        var values = typed
        for input in inputs(of: button) {
            if values[input.id] == nil, let untouched = input.untouched { values[input.id] = untouched }
            if input.isRequired, values[input.id].map({ $0.isNull || $0 == "" }) ?? true {
                throw .badRequest(input.complaint)
            }
        }
        return values
    }
}
