public import ExpressionKit
public import JSONKit

/// How a template is expanded.
public struct ExpansionOptions: Sendable {
    /// What a name means that the data lack.
    public enum Mode: Sendable, Hashable {
        /// The text of the binding stays, and there is a warning: what the published engines do.
        case compatible
        /// Nothing is expanded, and the error names all of them.
        case strict
    }

    /// What a name means that the data lack.
    public var mode: Mode
    /// The clock, randomness, locale and limits.
    public var environment: ExpressionEnvironment
    /// Asked for a value where a binding's path is missing or `null`, with the path: `person.name`. `nil`: there is
    /// none.
    public var substitution: (@Sendable (_ path: String) -> JSONValue?)?

    /// Options of one's own.
    public init(
        mode: Mode = .compatible, environment: ExpressionEnvironment = ExpressionEnvironment(),
        substitution: (@Sendable (String) -> JSONValue?)? = nil
    ) {
        self.mode = mode
        self.environment = environment
        self.substitution = substitution
    }

    /// The published engines' ways.
    public static let compatible = ExpansionOptions()
    /// Every name must be there: for what goes to many people.
    public static let strict = ExpansionOptions(mode: .strict)
}
