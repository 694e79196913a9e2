internal import JSONKit
internal import TeamsCards

/// What Teams' clients know of Adaptive Cards: it decides between an element and its fallback.
enum CardFeatures {
    /// The newest version whose elements the clients draw.
    private static let newest = CardVersion(1, 6)

    /// Whether a client draws an element or an action, and not what stands in for it.
    static func isShown(_ object: JSONObject) -> Bool {
        if let type = object["type"]?.stringValue, !CardSchemaTypes.isKnown(type) { return false }
        return (object["requires"]?.objectValue ?? [:]).allSatisfy { feature, version in
            guard feature.lowercased() == "adaptivecards", case .string(let text) = version else { return false }
            return text == "*" || CardVersion(text).map { $0 <= newest } ?? false
        }
    }
}
