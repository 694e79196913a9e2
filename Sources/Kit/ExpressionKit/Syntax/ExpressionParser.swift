import JSONKit

/// Reads an expression: a Pratt parser over the precedence table of the published grammar.
///
/// Both nesting and height are bounded, so neither reading nor evaluating nor releasing an expression can exhaust the
/// stack.
struct ExpressionParser {
    private var lexer: Lexer
    private var token: Token = .end
    private var offset = 0
    private var depth = 0
    private let functions: ExpressionFunctions

    /// A part that was read, and how high it is.
    struct Part {
        var node: Node
        var height = 1
    }

    /// Reads `bytes` from `start`, at most to `end`.
    init(_ bytes: [UInt8], from start: Int, to end: Int, functions: ExpressionFunctions, depth: Int = 0) {
        lexer = Lexer(bytes, from: start, to: end)
        self.functions = functions
        self.depth = depth
    }

    /// Where reading has come to.
    var position: Int { lexer.position }

    /// The whole of the text as one expression.
    mutating func parseAll() throws(Failure) -> Part {
        try advance()
        let part = try expression(0)
        guard token == .end else { throw unexpected("an operator or the end") }
        return part
    }

    /// An expression, the `}` behind it, and where the text goes on after that.
    mutating func parseBinding() throws(Failure) -> (node: Node, end: Int) {
        try advance()
        let part = try expression(0)
        guard token == .sign(.closeBrace) else { throw unexpected("}") }
        return (part.node, offset + 1)
    }

    // MARK: Words

    private mutating func advance() throws(Failure) { (token, offset) = try lexer.next() }

    private mutating func accept(_ sign: Sign) throws(Failure) -> Bool {
        guard token == .sign(sign) else { return false }
        try advance()
        return true
    }

    private mutating func expect(_ sign: Sign) throws(Failure) {
        guard try accept(sign) else { throw unexpected("'\(sign.rawValue)'") }
    }

    private func unexpected(_ expected: String) -> Failure {
        let found =
            switch token {
            case .end: "the expression ends here"
            case .sign(let sign): "'\(sign.rawValue)' stands here"
            case .name(let name): "'\(name)' stands here"
            case .number: "a number stands here"
            case .string, .template: "a text stands here"
            }
        return Failure(.syntax, "\(found), where \(expected) is expected", at: offset)
    }

    private func limited(_ part: Part, at place: Int) throws(Failure) -> Part {
        try check(part.height, at: place)
        return part
    }

    private mutating func descend() throws(Failure) {
        try check(depth + 1, at: offset)
        depth += 1
    }

    private func check(_ height: Int, at place: Int) throws(Failure) {
        guard height <= ExpressionLimits.syntaxDepth else {
            throw Failure(.limit, "the expression nests deeper than \(ExpressionLimits.syntaxDepth) levels", at: place)
        }
    }

    // MARK: Operators

    private mutating func expression(_ minimum: Int) throws(Failure) -> Part {
        try descend()
        defer { depth -= 1 }
        var left = try prefix()
        while case .sign(let sign) = token {
            let place = offset
            if sign == .question {
                guard minimum == 0 else { break }
                try advance()
                let first = try expression(0)
                try expect(.colon)
                let second = try expression(1)
                left = try limited(
                    Part(
                        node: .lazy(.condition, [left.node, first.node, second.node], offset: place),
                        height: 1 + max(left.height, first.height, second.height)), at: place)
                continue
            }
            guard let power = sign.precedence, power >= minimum else { break }
            var operands = [left]
            repeat {
                try advance()
                operands.append(try expression(sign == .power ? power : power + 1))
            } while sign.makesChains && token == .sign(sign)
            left = try limited(functions.join(operands, sign, at: place), at: place)
        }
        return left
    }

    private mutating func prefix() throws(Failure) -> Part {
        let place = offset
        guard case .sign(let sign) = token, sign == .not || sign == .minus || sign == .plus else {
            return try postfix()
        }
        try descend()
        defer { depth -= 1 }
        try advance()
        let operand = try prefix()
        let node: Node =
            switch sign {
            case .not: .lazy(.not, [operand.node], offset: place)
            case .minus: .call(FunctionCall(functions.negate, [operand.node], offset: place))
            default: .call(FunctionCall(functions.affirm, [operand.node], offset: place))
            }
        return Part(node: node, height: operand.height + 1)
    }

    // MARK: Operands

    private mutating func postfix() throws(Failure) -> Part {
        var part = try chain()
        part.node = part.node.resolved
        return part
    }

    private mutating func chain() throws(Failure) -> Part {
        var part = try primary()
        while case .sign(let sign) = token {
            let place = offset
            switch sign {
            case .point:
                try advance()
                guard case .name(let name) = token else { throw unexpected("a name") }
                part = Part(node: .member(part.node, name, offset: place + 1), height: part.height + 1)
                try advance()
            case .openBracket:
                try advance()
                let index = try expression(0)
                try expect(.closeBracket)
                part = Part(
                    node: .index(part.node, index.node, offset: place), height: 1 + max(part.height, index.height))
            case .open, .not:
                // `name!(…)` is an older way to write a call.
                if sign == .not {
                    try advance()
                    guard token == .sign(.open) else { throw unexpected("(") }
                }
                part = try call(part)
            default: return part
            }
            part = try limited(part, at: place)
        }
        return part
    }

    private mutating func primary() throws(Failure) -> Part {
        let place = offset
        switch token {
        case .number(let literal):
            try advance()
            return switch literal {
            case .int(let value): Part(node: .constant(.int(value)))
            case .double(let value): Part(node: .constant(try .double(value)))
            }
        case .string(let text):
            try advance()
            return Part(node: .constant(.string(text)))
        case .name(let name):
            try advance()
            return Part(node: Self.constants[name].map(Node.constant) ?? .name(name, offset: place))
        case .template(let range):
            try advance()
            return try template(range)
        case .sign(.open):
            try advance()
            let part = try expression(0)
            try expect(.close)
            return part
        case .sign(.openBracket):
            try advance()
            let elements = try arguments(until: .closeBracket)
            return Part(node: .array(elements.map(\.node), offset: place), height: 1 + Self.height(elements))
        case .sign(.openBrace): return try object(place)
        default: throw unexpected("a value")
        }
    }

    private static let constants: [String: Value] = [
        "true": .bool(true), "false": .bool(false), "null": .null, "undefined": .undefined,
    ]

    private static func height(_ parts: [Part]) -> Int { parts.reduce(0) { max($0, $1.height) } }

    /// The elements up to the closing sign, which is consumed.
    private mutating func arguments(until close: Sign) throws(Failure) -> [Part] {
        var parts: [Part] = []
        guard try !accept(close) else { return [] }
        repeat { parts.append(try expression(0)) } while try accept(.comma)
        try expect(close)
        return parts
    }

    private mutating func object(_ place: Int) throws(Failure) -> Part {
        try advance()
        var members: [(name: String, value: Node)] = []
        var height = 0
        if try !accept(.closeBrace) {
            repeat {
                switch token {
                case .name(let name), .string(let name):
                    try advance()
                    try expect(.colon)
                    let value = try expression(0)
                    members.append((name, value.node))
                    height = max(height, value.height)
                default: throw unexpected("the name of a member")
                }
            } while try accept(.comma)
            try expect(.closeBrace)
        }
        return Part(node: .object(members, offset: place), height: height + 1)
    }

    private mutating func template(_ range: Range<Int>) throws(Failure) -> Part {
        let parts = try TemplateText.parse(lexer.bytes, range, functions: functions, depth: depth)
        return Part(node: .template(parts.map(\.part)), height: 1 + parts.reduce(0) { max($0, $1.height) })
    }

    // MARK: Calls

    private mutating func call(_ callee: Part) throws(Failure) -> Part {
        guard let name = callee.node.path, case .some(let place) = callee.node.offset else {
            throw Failure(.syntax, "only a function can be called", at: offset)
        }
        try expect(.open)
        if let iteration = Iteration(rawValue: name) { return try iterate(iteration, at: place) }
        let parts = try arguments(until: .close)
        let node = try functions.call(name, parts.map(\.node), at: place)
        return Part(node: node, height: 1 + Self.height(parts))
    }

    /// `where(list, x, test)` or `where(list, x => test)`.
    private mutating func iterate(_ iteration: Iteration, at place: Int) throws(Failure) -> Part {
        let wanted = "\(iteration.rawValue) takes a list, a name and an expression: \(iteration.rawValue)(list, x => x)"
        guard token != .sign(.close) else { throw Failure(.arguments, wanted, at: place) }
        let list = try expression(0)
        guard try accept(.comma), case .name(let variable) = token else {
            throw Failure(.arguments, wanted, at: offset)
        }
        try advance()
        guard token == .sign(.comma) || token == .sign(.arrow) else { throw Failure(.arguments, wanted, at: offset) }
        try advance()
        let body = try expression(0)
        guard token == .sign(.close) else { throw Failure(.arguments, wanted, at: offset) }
        try advance()
        return Part(
            node: .iterate(iteration, over: list.node, variable: variable, body: body.node, offset: place),
            height: 1 + max(list.height, body.height))
    }
}

extension Sign {
    /// Whether `a + b + c` is one operation on three operands.
    fileprivate var makesChains: Bool {
        switch self {
        case .plus, .concatenate, .and, .or, .coalesce: true
        default: false
        }
    }

    /// How tightly a binary operator binds; `?:` is looser than all, `!` and the signs of a number tighter.
    fileprivate var precedence: Int? {
        switch self {
        case .coalesce: 1
        case .or: 2
        case .and: 3
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
        case .concatenate: 5
        case .equal, .notEqual, .notEqualToo: 6
        case .plus, .minus: 7
        case .times, .divide, .remainder: 8
        case .power: 9
        default: nil
        }
    }
}
