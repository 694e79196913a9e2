internal import JSONKit

/// The buttons and inputs of a message's cards, in the order in which they stand there.
struct CardParts: Sendable, Equatable {
    private(set) var buttons: [CardButton] = []
    /// By the attachment that they stand in.
    private var inputs: [Int: [CardInput]] = [:]

    private static let adaptive = "application/vnd.microsoft.card.adaptive"

    /// Members that hold no part of the card that anybody sees.
    private static let unseen: Set<String> = ["data", "refresh", "authentication", "metadata", "fallback", "msteams"]

    /// What waits to be looked at.
    private struct Step {
        var value: JSONValue
        var pointer: JSONPointer
        var scope: [JSONPointer]
    }

    init(_ attachments: [JSONValue]) {
        for (place, attachment) in attachments.enumerated() {
            guard let content = attachment["content"] else { continue }
            if attachment["contentType"]?.stringValue?.lowercased() == Self.adaptive {
                addAdaptive(content, at: place)
            } else {
                addButtons(of: content, at: place)
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
                    steps.append(Step(value: element, pointer: step.pointer.appending(number), scope: step.scope))
                }
            case .object(let object):
                var scope = step.scope
                let type = object["type"]?.stringValue ?? ""
                if type.hasPrefix("Action.") {
                    buttons.append(
                        CardButton(attachment: place, pointer: step.pointer, action: object, scope: scope))
                    if type == "Action.ShowCard" { scope.append(step.pointer) }
                } else if type.hasPrefix("Input."), let id = object["id"]?.stringValue {
                    inputs[place, default: []].append(CardInput(id: id, input: object, scope: scope))
                }
                for (name, value) in Array(object).reversed() where !Self.unseen.contains(name) {
                    steps.append(Step(value: value, pointer: step.pointer.appending(name), scope: scope))
                }
            default: break
            }
        }
    }

    /// Hero, thumbnail, receipt, list and sign-in cards: `buttons`, and `tap` of the card and of its items.
    private mutating func addButtons(of card: JSONValue, at place: Int) {
        func button(_ action: JSONValue?, _ pointer: JSONPointer) -> CardButton? {
            action?.objectValue.map { CardButton(attachment: place, pointer: pointer, action: $0) }
        }
        for (number, action) in (card["buttons"]?.arrayValue ?? []).enumerated() {
            if let found = button(action, .root.appending("buttons").appending(number)) { buttons.append(found) }
        }
        if let found = button(card["tap"], .root.appending("tap")) { buttons.append(found) }
        for (number, item) in (card["items"]?.arrayValue ?? []).enumerated() {
            let pointer = JSONPointer.root.appending("items").appending(number).appending("tap")
            if let found = button(item["tap"], pointer) { buttons.append(found) }
        }
    }
}

extension CardParts {
    /// The button with this id, else with this title; or, of a JSON pointer, at this place of the card or the message.
    /// - Throws: 404 when there is none, 409 when several have the title.
    func button(_ name: String) throws(Refusal) -> CardButton {
        if name.hasPrefix("/"), let pointer = JSONPointer(name) {
            if let found = buttons.first(where: { $0.pointer == pointer || $0.place == name }) { return found }
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
