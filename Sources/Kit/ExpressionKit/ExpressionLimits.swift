/// What an expression or a template may use up. Past a limit it fails; no text can stop a process.
public struct ExpressionLimits: Sendable, Hashable {
    /// Values in a result, those inside arrays and objects included.
    public var nodes: Int
    /// How deep arrays and objects of a result may nest.
    public var depth: Int
    /// Bytes of UTF-8 in the texts of a result.
    public var textBytes: Int
    /// Steps of work: about one an operation, and one for each few elements or bytes that it touches.
    public var steps: Int { didSet { steps = Self.counted(steps) } }

    /// Limits of one's own.
    public init(
        nodes: Int = 1_000_000, depth: Int = 256, textBytes: Int = 16 << 20, steps: Int = 20_000_000
    ) {
        self.nodes = nodes
        self.depth = depth
        self.textBytes = textBytes
        self.steps = Self.counted(steps)
    }

    /// A number of steps that can be counted past.
    private static func counted(_ steps: Int) -> Int { min(steps, .max / 2) }

    /// How deep the parts of an expression may nest: parentheses, arguments, operators on each other.
    static let syntaxDepth = 128
}
