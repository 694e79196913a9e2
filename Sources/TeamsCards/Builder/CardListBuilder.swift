/// What the builders of lists do alike: `if`, `switch` and `for` give the parts that they hold.
public protocol CardListBuilder {
    /// What the list is made of.
    associatedtype Part
}

extension CardListBuilder {
    public static func buildOptional(_ part: [Part]?) -> [Part] { part ?? [] }
    public static func buildEither(first part: [Part]) -> [Part] { part }
    public static func buildEither(second part: [Part]) -> [Part] { part }
    public static func buildArray(_ parts: [[Part]]) -> [Part] { parts.flatMap(\.self) }
}
