import ExpressionKit
import JSONKit

/// What the schema of cards says of a place in a template, as far as the types are written out.
struct SchemaPlace {
    /// What may stand at the place; `nil`: nobody knows.
    private let kind: CardValueKind?
    /// What the place is called, for people: `` `maxLines` of a TextBlock ``.
    private let name: String

    /// A place of which nothing is known.
    static let unknown = SchemaPlace(kind: nil, name: "")

    /// The place of a member of the object that stands here.
    func member(_ name: String, of object: JSONObject) -> SchemaPlace {
        guard let type = type(of: object), let property = type.properties[name] else { return .unknown }
        return SchemaPlace(kind: property.kind, name: "`\(name)` of \(Self.article(type.name))")
    }

    /// The place of an element of the array that stands here.
    var element: SchemaPlace {
        guard case .list(let kind)? = kind else { return .unknown }
        return SchemaPlace(kind: kind, name: name)
    }

    private func type(of object: JSONObject) -> CardType? {
        switch (object["type"], kind) {
        case (.string(let name)?, _): CardType.all[name]
        case (nil, .implied(let name)?): CardType.all[name]
        default: nil
        }
    }

    private static func article(_ name: String) -> String {
        ("AEIOU".contains(name.first ?? "x") ? "an " : "a ") + name
    }

    /// What to say of a text with bindings that stands where a text means nothing: a value keeps its kind only when its
    /// binding stands alone.
    func remark(on parts: [TextTemplate.Part]) -> String? {
        let wanted: String
        switch kind {
        case .boolean?: wanted = "true or false"
        case .integer?: wanted = "a whole number"
        case .number?: wanted = "a number"
        default: return nil
        }
        let sources = parts.compactMap { part -> String? in
            if let placed = part.binding, placed.issue == nil { placed.binding.source } else { nil }
        }
        guard let first = sources.first else { return nil }
        let shown = first.utf8.count <= 100 ? first : "${…}"
        if sources.count > 1 {
            return "\(name) is to be \(wanted), and more than one binding makes it a text: write one alone"
        }
        return "\(name) is to be \(wanted), and what stands around \(shown) makes it a text: write \"\(shown)\" alone"
    }
}
