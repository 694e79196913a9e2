internal import ExpressionKit
internal import JSONKit

/// JSON with `${…}` over an event in its texts, read once. A text that is one expression becomes its value as it is;
/// among other text the value becomes text.
///
/// A card and its summary are templates already, filled for each recipient: they stay as they are, and the event is
/// laid into their data as `event`. So no text of an event is ever read as an expression.
struct EventTemplate: Sendable {
    private indirect enum Node: Sendable {
        case constant(JSONValue)
        case value(Binding)
        case text([BoundText.Part])
        case list([Node])
        case object([(name: String, node: Node)])
        /// The content of a card: the event goes into its data.
        case withEvent([(name: String, node: Node)])
    }

    /// What an object is for: some of their members are read in another way.
    private enum Kind { case plain, notification, content, locales }

    private let root: Node
    /// The binding, when all of it is one.
    let whole: Binding?

    private init(_ root: Node) {
        self.root = root
        if case .value(let binding) = root { whole = binding } else { whole = nil }
    }

    /// Reads the settings of a notification.
    init(notification place: StrictPlace) throws(StrictError) {
        self.init(try Self.node(place.json, .notification, place.pointer))
    }

    /// Reads any text.
    init(text place: StrictPlace) throws(StrictError) {
        guard case .string = place.json else { throw place.mismatch("a text with ${…}") }
        self.init(try Self.node(place.json, .plain, place.pointer))
    }

    // MARK: Reading

    private static func node(_ json: JSONValue, _ kind: Kind, _ pointer: JSONPointer) throws(StrictError) -> Node {
        switch json {
        case .string(let text): return try self.text(text, pointer)
        case .array(let elements):
            var nodes: [Node] = []
            for (place, element) in elements.enumerated() {
                nodes.append(try node(element, .plain, pointer.appending(place)))
            }
            return .list(nodes)
        case .object(let members): return try object(members, kind, pointer)
        default: return .constant(json)
        }
    }

    private static func object(
        _ members: JSONObject, _ kind: Kind, _ pointer: JSONPointer
    ) throws(StrictError) -> Node {
        let isCard = kind == .content && (members["card"] != nil || members["template"] != nil)
        let hasCards =
            kind == .content
            && (members["locales"]?.objectValue ?? [:]).contains { _, content in
                content["card"] != nil || content["template"] != nil
            }
        var nodes: [(name: String, node: Node)] = []
        for (name, value) in members {
            let inner: Kind =
                switch (kind, name) {
                case (.notification, "content"), (.locales, _): .content
                case (.content, "locales"): .locales
                default: .plain
                }
            let stays = isCard && (name == "card" || name == "summary") || hasCards && name == "summary"
            var filled = stays ? .constant(value) : try node(value, inner, pointer.appending(name))
            // What is said is a text, also when it is a number alone.
            if kind == .content, name == "text" || name == "summary", case .value(let binding) = filled {
                filled = .text([.binding(binding)])
            }
            nodes.append((name, filled))
        }
        let asks =
            members["template"] != nil || [members["card"], members["summary"]].contains { $0?.hasBinding == true }
        return isCard && asks ? .withEvent(nodes) : .object(nodes)
    }

    private static func text(_ text: String, _ pointer: JSONPointer) throws(StrictError) -> Node {
        var reader = BindingReader(functions: .standard, leaving: "${rs:")
        let bound: BoundText
        do throws(Failure) { bound = try reader.read(text) } catch { throw StrictError(pointer, error.message) }
        if let plain = bound.plain { return .constant(.string(plain)) }
        for case .binding(let binding) in bound.parts { try check(binding, pointer) }
        if bound.parts.count == 1, case .binding(let binding)? = bound.parts.first { return .value(binding) }
        return .text(bound.parts)
    }

    /// An expression that can never have a value is an error of the settings.
    private static func check(_ binding: Binding, _ pointer: JSONPointer) throws(StrictError) {
        if let error = binding.error { throw StrictError(pointer, "\(binding.source.excerpt): \(error.message)") }
        let references = (try? AdaptiveExpression(String(binding.inner)))?.references ?? []
        for reference in references {
            let name = reference.prefix { $0 != "." && $0 != "[" }
            guard name.lowercased() == "event" || name.hasPrefix("$") else {
                throw StrictError(
                    pointer, "\(binding.source.excerpt): \"\(String(name).excerpt)\" is not known here; there is event")
            }
        }
    }

    // MARK: Filling

    /// The value for an event.
    func value(for event: JSONValue, _ evaluation: inout BindingEvaluation) throws(EventFault) -> JSONValue {
        try Self.value(of: root, event, &evaluation)
    }

    /// Whether it holds for an event: what is missing makes a comparison false.
    static func condition(_ binding: Binding, _ evaluation: inout BindingEvaluation) throws(EventFault) -> Bool {
        let value: ExpressionValue?
        do throws(Failure) { value = try evaluation.condition(binding).value } catch {
            throw EventFault(error.message)
        }
        switch value {
        case .json(.bool(let holds))?: return holds
        case .json(.null)?, .undefined?: return false
        case let value?: throw EventFault("\(binding.source.excerpt) must be true or false, but is \(value.kind)")
        case nil:
            if case .failed(let error) = evaluation.lack { throw EventFault(error.message) }
            return false
        }
    }

    private static func value(
        of node: Node, _ event: JSONValue, _ evaluation: inout BindingEvaluation
    ) throws(EventFault) -> JSONValue {
        switch node {
        case .constant(let json): return json
        case .value(let binding): return try value(of: binding, &evaluation).asJSON
        case .text(let parts):
            var text = ""
            for part in parts {
                switch part {
                case .literal(let literal): text += literal
                case .binding(let binding): text += try value(of: binding, &evaluation).text
                }
                guard text.utf8.count <= maxTextBytes else {
                    throw EventFault("becomes longer than \(maxTextBytes) bytes")
                }
            }
            return .string(text)
        case .list(let nodes):
            var values: [JSONValue] = []
            for (place, node) in nodes.enumerated() {
                do throws(EventFault) { values.append(try value(of: node, event, &evaluation)) } catch {
                    throw error.within("/\(place)")
                }
            }
            return .array(values)
        case .object(let nodes): return .object(try members(nodes, event, &evaluation))
        case .withEvent(let nodes):
            var object = try members(nodes, event, &evaluation)
            var data = object["data"] ?? [:]
            guard case .object = data else { return .object(object) }
            if data["event"] == nil { data["event"] = event }
            object["data"] = data
            return .object(object)
        }
    }

    private static func members(
        _ nodes: [(name: String, node: Node)], _ event: JSONValue, _ evaluation: inout BindingEvaluation
    ) throws(EventFault) -> JSONObject {
        var object = JSONObject()
        for (name, node) in nodes {
            do throws(EventFault) { object[name] = try value(of: node, event, &evaluation) } catch {
                throw error.within("/\(JSONPointer.escaped(name))")
            }
        }
        return object
    }

    private static func value(
        of binding: Binding, _ evaluation: inout BindingEvaluation
    ) throws(EventFault) -> ExpressionValue {
        let value: ExpressionValue?
        do throws(Failure) { value = try evaluation.value(of: binding) } catch { throw EventFault(error.message) }
        if let value { return value }
        switch evaluation.lack {
        case .failed(let error): throw EventFault("\(binding.source.excerpt): \(error.message)")
        case .missing(let names):
            let missing = names.first.map { ": the event has no \"\($0.excerpt)\"" } ?? " has no value"
            throw EventFault(binding.source.excerpt + missing)
        }
    }

    /// More fits into no message.
    private static let maxTextBytes = 1 << 20
}

extension JSONValue {
    /// Whether a text in it has a `${`.
    fileprivate var hasBinding: Bool { text().contains("${") }
}
