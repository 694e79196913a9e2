import JSONKit

/// Reads a path of either dialect.
struct JSONPathParser {
    private let characters: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private var dialect = JSONPath.Dialect.jsPath

    init(_ source: String) { characters = Array(source.unicodeScalars) }

    private var next: Unicode.Scalar? { place < characters.count ? characters[place] : nil }

    private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(characters[range])) }

    /// Letters of all alphabets, and the marks on them.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.properties.isAlphabetic : !scalar.properties.isWhitespace
    }

    private func failure(_ message: String) -> Failure {
        .value("the path cannot be read at its character \(place + 1): \(message)")
    }

    private mutating func skipSpace() { while let character = next, character.properties.isWhitespace { place += 1 } }

    private mutating func accept(_ text: String) -> Bool {
        skipSpace()
        guard characters[place...].starts(with: text.unicodeScalars) else { return false }
        place += text.unicodeScalars.count
        return true
    }

    private mutating func expect(_ text: String) throws(Failure) {
        guard accept(text) else { throw failure("'\(text)' is expected") }
    }

    /// The whole of the text as a path.
    mutating func path() throws(Failure) -> (JSONPath.Dialect, [JSONPath.Step]) {
        guard characters.count <= 2000 else { throw .limit("the path is too long") }
        dialect = accept("$") ? .jsonPath : .jsPath
        if dialect == .jsPath { _ = accept("^") }
        skipSpace()
        guard next == "." || next == "[" || next == "{" || next == nil && dialect == .jsonPath else {
            throw failure("a path begins with $ or with a point")
        }
        let steps = try steps()
        skipSpace()
        guard next == nil else { throw failure("'\(next ?? " ")' means nothing here") }
        return (dialect, steps)
    }

    private mutating func steps() throws(Failure) -> [JSONPath.Step] {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { throw failure("filters nest too deep") }
        var steps: [JSONPath.Step] = []
        while let character = next {
            if accept("..") {
                steps.append(.descendants)
                if next != "[" { steps.append(try member()) }
            } else if character == "." {
                place += 1
                // In JSPath a point alone is the value itself.
                if let following = next, Self.isLetter(following) || "_*\"'$".unicodeScalars.contains(following) {
                    steps.append(try member())
                } else if dialect == .jsonPath {
                    throw failure("a name is missing")
                }
            } else if character == "[" {
                place += 1
                steps.append(try bracket())
            } else if character == "{", dialect == .jsPath {
                place += 1
                if let index = try number(), accept("}") {
                    steps.append(.element(index))
                } else {
                    steps.append(.filter(try either()))
                    try expect("}")
                }
            } else {
                break
            }
        }
        return steps
    }

    private mutating func member() throws(Failure) -> JSONPath.Step {
        if accept("*") { return .all }
        if next == "\"" || next == "'" { return .member(try text()) }
        let start = place
        while let character = next, Self.isLetter(character) || "0123456789_-$@".unicodeScalars.contains(character) {
            if character == "-", dialect == .jsPath { break }
            place += 1
        }
        guard place > start else { throw failure("a name is missing") }
        return .member(text(start..<place))
    }

    private mutating func bracket() throws(Failure) -> JSONPath.Step {
        skipSpace()
        let step: JSONPath.Step
        if accept("*") {
            step = .all
        } else if next == "'" || next == "\"" {
            step = .member(try text())
        } else if accept("?") {
            try expect("(")
            step = .filter(try either())
            try expect(")")
        } else {
            let from = try number()
            if accept(":") {
                step = .slice(from, try number())
            } else {
                guard let from else { throw failure("an index is missing") }
                step = .element(from)
            }
        }
        try expect("]")
        return step
    }

    private mutating func number() throws(Failure) -> Int? {
        skipSpace()
        let start = place
        if next == "-" { place += 1 }
        while let character = next, ("0"..."9").contains(character) { place += 1 }
        guard place > start, let value = Int(text(start..<place)) else {
            place = start
            return nil
        }
        return value
    }

    private mutating func text() throws(Failure) -> String {
        guard let quote = next else { throw failure("a text is missing") }
        place += 1
        var text = String.UnicodeScalarView()
        while let character = next, character != quote {
            place += 1
            if character == "\\", let escaped = next {
                text.append(escaped)
                place += 1
            } else {
                text.append(character)
            }
        }
        guard next == quote else { throw failure("a text does not end") }
        place += 1
        return String(text)
    }

    // MARK: Filters

    private mutating func either() throws(Failure) -> JSONPathTest {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { throw failure("filters nest too deep") }
        var test = try both()
        var count = 0
        while accept("||") {
            test = .or(test, try both())
            count += 1
            guard count < 64 else { throw failure("the filter is too long") }
        }
        return test
    }

    private mutating func both() throws(Failure) -> JSONPathTest {
        var test = try unary()
        var count = 0
        while accept("&&") {
            test = .and(test, try unary())
            count += 1
            guard count < 64 else { throw failure("the filter is too long") }
        }
        return test
    }

    private mutating func unary() throws(Failure) -> JSONPathTest {
        var isNegated = false
        while next == "!" || next?.properties.isWhitespace == true {
            if next == "!" { isNegated.toggle() }
            place += 1
        }
        let test: JSONPathTest
        if accept("(") {
            test = try either()
            try expect(")")
        } else {
            test = try comparison()
        }
        return isNegated ? .not(test) : test
    }

    private static let signs = [
        "===", "!==", "^==", "$==", "*==", "==", "!=", "<=", ">=", "^=", "$=", "*=", "=", "<", ">",
    ]

    private mutating func comparison() throws(Failure) -> JSONPathTest {
        let left = try operand()
        for sign in Self.signs where accept(sign) { return .comparison(left, sign, try operand()) }
        return .exists(left)
    }

    private mutating func operand() throws(Failure) -> JSONPathOperand {
        skipSpace()
        guard let character = next else { throw failure("a value is missing") }
        if character == "'" || character == "\"" { return .literal(.string(try text())) }
        for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
        where accept(word) {
            return .literal(value)
        }
        if character == "@" || character == "." || character == "$" {
            if character != "." { place += 1 }
            return .path(JSONPath(dialect: dialect, steps: try steps()))
        }
        let start = place
        while let digit = next, ("0"..."9").contains(digit) || "+-.eE".unicodeScalars.contains(digit) { place += 1 }
        guard place > start, let number = NumberReading.number(text(start..<place)) else {
            throw failure("a value is missing")
        }
        return .literal(try number.value().asJSON)
    }
}
