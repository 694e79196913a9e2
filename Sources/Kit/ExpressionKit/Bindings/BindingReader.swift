/// Reads texts with bindings: `Hello ${name}`. `\${` is the text `${`, whatever stands before it: as between backticks,
/// a backslash is no escape of another.
package struct BindingReader {
    private var functions: ExpressionFunctions
    /// How a `${` begins that belongs to somebody else, and stays with all up to its brace: `${rs:`.
    private let foreign: [UInt8]
    private var wasted = 0
    private var broken = 0

    /// So much may be read in vain, in bytes; a binding that is no expression costs at least a thousand. Else a text of
    /// broken bindings would take time that grows with the square of its length.
    private static let mostWasted = 32 << 20

    /// - Parameters:
    ///   - functions: what the expressions may call.
    ///   - prefix: how a `${` begins that is left as it stands.
    package init(functions: ExpressionFunctions, leaving prefix: String) {
        self.functions = functions
        foreign = Array(prefix.utf8)
    }

    /// The parts of a text. What is no expression is a part all the same, with its error.
    ///
    /// - Throws: when too much was read in vain, in this text and those before it.
    package mutating func read(_ text: String) throws(Failure) -> BoundText {
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            return BoundText(parts: text.isEmpty ? [] : [.literal(text)])
        }
        let bytes = Array(text.utf8)
        var parts: [BoundText.Part] = []
        var literal: [UInt8] = []
        var place = 0
        func flush() {
            guard !literal.isEmpty else { return }
            parts.append(.literal(String(decoding: literal, as: UTF8.self)))
            literal = []
        }
        while place < bytes.count {
            let rest = bytes[place...]
            if rest.starts(with: Self.escaped) {
                literal += Self.opening
                place += 3
            } else if rest.starts(with: foreign), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
                literal += bytes[place...end]
                place = end + 1
            } else if rest.starts(with: Self.opening), !rest.starts(with: foreign),
                let (binding, end) = try binding(in: bytes, from: place, text: text)
            {
                flush()
                parts.append(.binding(binding))
                place = end
            } else {
                literal.append(bytes[place])
                place += 1
            }
        }
        flush()
        return BoundText(parts: parts)
    }

    private static let opening = Array("${".utf8)
    private static let escaped = Array("\\${".utf8)

    /// The binding that begins at `start`, and where the text goes on. `nil` when no brace closes it.
    private mutating func binding(
        in bytes: [UInt8], from start: Int, text: String
    ) throws(Failure) -> (Binding, end: Int)? {
        var parser = ExpressionParser(bytes, from: start + 2, to: bytes.count, functions: functions)
        do throws(Failure) {
            let (node, end) = try parser.parseBinding()
            let source = String(decoding: bytes[start..<end], as: UTF8.self)
            return (Binding(source: source, text: text, start: start, node: node), end)
        } catch {
            var place = start + 2
            let close =
                Lexer.closingBrace(in: bytes, from: &place, to: bytes.count, isStrict: false)
                ?? bytes[start...].firstIndex(of: UInt8(ascii: "}"))
            wasted += max(parser.position, place, close ?? bytes.count) - start + 1000
            guard wasted < Self.mostWasted else { throw .limit("the template has too many bindings that are broken") }
            guard let close else { return nil }
            broken += 1
            // To look for names that are near takes longer than to read.
            if broken >= 20 { functions.suggests = false }
            let source = String(decoding: bytes[start...close], as: UTF8.self)
            return (Binding(source: source, text: text, start: start, broken: error), close + 1)
        }
    }
}
