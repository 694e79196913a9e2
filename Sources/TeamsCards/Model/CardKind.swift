public import JSONKit

/// A value of a card whose kind the schema knows.
public protocol CardKind: WireValue {
    /// What may stand there.
    static var kind: CardValueKind { get }
}

extension String: CardKind { public static var kind: CardValueKind { .text } }
extension Bool: CardKind { public static var kind: CardValueKind { .boolean } }
extension Int: CardKind { public static var kind: CardValueKind { .integer } }
extension Double: CardKind { public static var kind: CardValueKind { .number } }
extension JSONValue: CardKind { public static var kind: CardValueKind { .any } }
extension JSONObject: CardKind { public static var kind: CardValueKind { .object } }
extension Array: CardKind where Element: CardKind { public static var kind: CardValueKind { .list(Element.kind) } }
