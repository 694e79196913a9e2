internal import JSONKit

extension CardPrinter {
    /// The methods that set a property to a value. `nil` when none of them can.
    func methods(for property: CardProperty, _ value: JSONValue, of type: CardType) -> [SwiftCall]? {
        func one(_ code: SwiftCode?) -> [SwiftCall]? {
            code.map { [SwiftCall(head: "." + swiftName(property.name), arguments: [(nil, $0)])] }
        }
        switch property.name {
        case "selectAction", "inlineAction": return one(node(value, in: [.action]))
        case "fallback":
            guard type.place != .part || ["Column", "TableCell", "CarouselPage"].contains(type.name) else {
                return nil
            }
            if value == "drop" { return [SwiftCall(head: ".fallbackDrop")] }
            return one(node(value, in: type.place == .action ? [.action] : [.element, .input]))
        case "layouts":
            let layouts = value.arrayValue?.map { layout in
                ["Layout.Stack", "Layout.Flow", "Layout.AreaGrid"].lazy
                    .compactMap { node(layout, as: $0) }.first
            }
            guard let layouts, !layouts.isEmpty, !layouts.contains(where: { $0 == nil }) else { return nil }
            return layouts.compactMap { $0.map { SwiftCall(head: ".layout", arguments: [(nil, $0)]) } }
        case "backgroundImage":
            if case .string(let text) = value { return one(.text(swiftLiteral(text))) }
            return one(part(value, as: "BackgroundImage"))
        case "msteams" where value == ["width": "Full"] && type.name == CardProperties.AdaptiveCard.type:
            return [SwiftCall(head: ".fullWidth")]
        case "refresh": return refresh(value).map { [$0] }
        // These stand in initializers, or methods of their names take something else.
        case "data" where type.place == .action: return nil
        case "properties", "content", "values": return nil
        default: return one(self.value(value, property.kind, of: type, property.name))
        }
    }

    private func refresh(_ value: JSONValue) -> SwiftCall? {
        guard let object = value.objectValue, object.names.allSatisfy({ $0 == "action" || $0 == "userIds" }),
            let action = object["action"].flatMap({ node($0, as: CardProperties.ActionExecute.type) })
        else { return nil }
        var call = SwiftCall(head: ".refresh", arguments: [(nil, action)])
        if let ids = object["userIds"] {
            guard ids.arrayValue?.allSatisfy({ $0.stringValue != nil }) == true else { return nil }
            call.arguments.append(("userIDs", SwiftCode(json: ids)))
        }
        return call
    }

    /// A value as code of the type that its property has. `nil` when the value is of another kind.
    func value(_ json: JSONValue, _ kind: CardValueKind, of type: CardType, _ name: String) -> SwiftCode? {
        switch (kind, json) {
        case (.text, .string), (.boolean, .bool), (.object, .object): return SwiftCode(json: json)
        case (.integer, .number(let number)):
            return number.isInteger && number.int != nil ? SwiftCode(json: json) : nil
        case (.number, .number(let number)): return number.double.isFinite ? SwiftCode(json: json) : nil
        case (.name(let names), .string(let text)): return .text(constant(text, among: names, of: type.name, name))
        case (.size(let words, let forms), _): return size(json, words, forms, of: type.name, name)
        case (.action, _): return content(json, "AdaptiveAction", in: [.action])
        case (.element, _): return content(json, "AdaptiveElement", in: [.element, .input])
        case (.implied(let inner), _):
            guard let known = CardType.all[inner] else { return nil }
            return known.isNode ? node(json, as: inner) : part(json, as: inner)
        case (.named(let inner), .object(let object)):
            var pairs: [(name: String, value: SwiftCode)] = []
            for (key, value) in object {
                guard let code = self.value(value, inner, of: type, name) else { return nil }
                pairs.append((key, code))
            }
            return .pairs(pairs)
        case (.oneOf(let kinds), _) where kinds.first == .text && kinds.count == 2 && name != "inlines":
            if case .string = json { return SwiftCode(json: json) }
            return value(json, kinds[1], of: type, name)
                .map { .call(SwiftCall(head: ".other", arguments: [(nil, $0)])) }
        case (.list(let inner), .array(let elements)):
            var codes: [SwiftCode] = []
            for element in elements {
                guard let code = value(element, inner, of: type, name) else { return nil }
                codes.append(code)
            }
            return .list(codes)
        default: return nil
        }
    }

    /// The constant of a name of the schema, and for any other name the value that has it.
    private func constant(
        _ text: String, among names: [CardName], of type: String, _ name: String
    ) -> String {
        let folded = text.lowercased()
        let open = ".init(rawValue: \(swiftLiteral(text)))"
        // The sizes of letters, which an icon among words can have too, are no constants of the sizes of icons.
        if type == "IconRun", name == "size", !IconSize.allCases.contains(IconSize(rawValue: text)) { return open }
        guard let known = names.first(where: { $0.text.lowercased() == folded })?.text else { return open }
        switch known {
        case "sequentialred", "sequentialgreen", "sequentialyellow":
            return ".sequential" + known.dropFirst("sequential".count).capitalized
        case "Graphql": return ".graphQL"
        case "atLeast:veryNarrow", "atMost:wide": return open
        default:
            let words = known.split(separator: ":").map(String.init)
            let first = words[0].prefix(1).lowercased() + words[0].dropFirst()
            return "." + first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }
    }

    private func size(
        _ json: JSONValue, _ words: [String], _ forms: [CardForm], of type: String, _ name: String
    ) -> SwiftCode? {
        switch json {
        case .string(let text):
            // The width of a picture has no words: see `PixelSize`.
            if words.contains(text), !(type == "Image" && name == "width") { return .text("." + text) }
            guard forms.contains(.pixels), text.hasSuffix("px"), let count = Int(text.dropLast(2)), "\(count)px" == text
            else { return nil }
            return .text(".pixels(\(count))")
        case .number(let number):
            if forms.contains(.weight), number.isInteger, let weight = number.int { return .text(".weight(\(weight))") }
            return forms.contains(.percent) ? .text(".percent(\(number.description))") : nil
        default: return nil
        }
    }
}

extension CardType {
    /// Whether its objects say their type.
    fileprivate var isNode: Bool {
        place != .part
            || [CardProperties.AdaptiveCard.type, "Column", "TableRow", "TableCell", "CarouselPage"].contains(name)
    }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
