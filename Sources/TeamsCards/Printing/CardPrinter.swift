internal import JSONKit

/// Writes the nodes of a card as calls of the builders.
struct CardPrinter: Sendable {
    /// Deeper inside, a part of a card is written as it came: compilers have limits too.
    private static let maxDepth = 24
    private var depth = 0

    /// The whole card.
    func card(_ json: JSONValue) -> SwiftCode? {
        node(json, as: CardProperties.AdaptiveCard.type)
    }

    /// An element, an input or an action of any known type, of one of these places.
    func node(_ json: JSONValue, in places: [CardType.Place]) -> SwiftCode? {
        guard let type = json["type"]?.stringValue, CardType.named(type, in: places) != nil else { return nil }
        return node(json, as: type)
    }

    /// An object as the builder of `type`. `nil` when it is not of that type.
    func node(_ json: JSONValue, as type: String) -> SwiftCode? {
        guard depth < Self.maxDepth, case .object(var left) = json, let known = CardType.all[type],
            left["type"]?.stringValue?.hasSameBytes(as: type) == true
        else { return nil }
        left["type"] = nil
        var inside = self
        inside.depth += 1
        var call = inside.call(known, &left)
        for (name, value) in left {
            let methods = known.properties[name].flatMap { inside.methods(for: $0, value, of: known) }
            call.methods += methods ?? [Self.open(name, value)]
        }
        return .call(call)
    }

    /// An object that has no type of its own.
    func part(_ json: JSONValue, as name: String) -> SwiftCode? {
        guard depth < Self.maxDepth, case .object(var left) = json, let known = CardType.all[name] else { return nil }
        var inside = self
        inside.depth += 1
        var call = inside.call(known, &left)
        for (name, value) in left {
            if let property = known.properties[name], name != "key",
                let code = inside.value(value, property.kind, of: known, name)
            {
                call.methods.append(
                    SwiftCall(head: ".setting", arguments: [(nil, .text("\\." + swiftName(name))), ("to", code)]))
            } else {
                call.methods.append(Self.open(name, value))
            }
        }
        return .call(call)
    }

    /// The form that takes any property.
    private static func open(_ name: String, _ value: JSONValue) -> SwiftCall {
        SwiftCall(head: ".property", arguments: [(nil, .text(swiftLiteral(name))), (nil, SwiftCode(json: value))])
    }
}

/// The name in Swift of a property of the wire.
func swiftName(_ wire: String) -> String {
    switch wire {
    case "$schema": "schemaAddress"
    case "grid.area": "gridArea"
    case "choices.data": "choicesData"
    case "userIds": "userIDs"
    default: wire
    }
}
