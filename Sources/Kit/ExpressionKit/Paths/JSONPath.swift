import JSONKit

/// A path into JSON, in either of the dialects that the published engines use: `$..book[?(@.price < 10)].title`
/// (JSONPath) and `.book{.price < 10}.title` (JSPath, in which an array stands for its elements).
struct JSONPath: Sendable {
    enum Dialect: Sendable { case jsonPath, jsPath }

    enum Step: Sendable {
        case member(String)
        case all
        case descendants
        case element(Int)
        case slice(Int?, Int?)
        case filter(JSONPathTest)
    }

    let dialect: Dialect
    let steps: [Step]

    init(_ source: String) throws(Failure) {
        var parser = JSONPathParser(source)
        (dialect, steps) = try parser.path()
    }

    init(dialect: Dialect, steps: [Step]) {
        self.dialect = dialect
        self.steps = steps
    }

    /// What the path finds, in order.
    func hits(in document: JSONValue, _ evaluation: inout Evaluation) throws(Failure) -> [JSONValue] {
        var hits = [document]
        for step in steps {
            try evaluation.spend(hits.count + 1)
            hits = try apply(step, to: hits, &evaluation)
        }
        // In JSPath the elements of a hit that is an array are the hits.
        return dialect == .jsPath && !steps.isEmpty ? Self.elements(of: hits) : hits
    }

    private static func elements(of values: [JSONValue]) -> [JSONValue] {
        values.flatMap { value in if case .array(let elements) = value { elements } else { [value] } }
    }

    private func apply(
        _ step: Step, to given: [JSONValue], _ evaluation: inout Evaluation
    ) throws(Failure) -> [JSONValue] {
        let hits = dialect == .jsPath ? Self.elements(of: given) : given
        try evaluation.spend(hits.count)
        switch step {
        case .member(let name): return hits.compactMap { $0[name] }
        case .all:
            return hits.flatMap { hit in
                switch hit {
                case .array(let elements): elements
                case .object(let object): object.map(\.value)
                default: [JSONValue]()
                }
            }
        case .descendants: return try descendants(of: given, &evaluation)
        case .element(let place):
            let lists = dialect == .jsPath ? [hits] : hits.compactMap(\.arrayValue)
            return lists.compactMap { list in
                let index = place < 0 ? list.count + place : place
                return list.indices.contains(index) ? list[index] : nil
            }
        case .slice(let from, let to):
            let lists = dialect == .jsPath ? [hits] : hits.compactMap(\.arrayValue)
            return lists.flatMap { list in
                func bound(_ place: Int) -> Int { min(max(place < 0 ? list.count + place : place, 0), list.count) }
                let (start, end) = (bound(from ?? 0), bound(to ?? list.count))
                return start < end ? Array(list[start..<end]) : []
            }
        case .filter(let test):
            let candidates =
                dialect == .jsPath
                ? hits
                : hits.flatMap { hit in
                    switch hit {
                    case .array(let elements): elements
                    case .object(let object): object.map(\.value)
                    default: [JSONValue]()
                    }
                }
            var kept: [JSONValue] = []
            for candidate in candidates where try test.holds(for: candidate, &evaluation) { kept.append(candidate) }
            return kept
        }
    }

    /// The values and everything inside them, parents first.
    private func descendants(
        of values: [JSONValue], _ evaluation: inout Evaluation
    ) throws(Failure) -> [JSONValue] {
        var all: [JSONValue] = []
        var waiting = Array(values.reversed())
        while let value = waiting.popLast() {
            try evaluation.spend(1)
            if dialect == .jsonPath || !(value.arrayValue != nil) { all.append(value) }
            switch value {
            case .array(let elements): waiting += elements.reversed()
            case .object(let object): waiting += object.map(\.value).reversed()
            default: break
            }
        }
        return all
    }
}

/// What a filter of a path asks.
indirect enum JSONPathTest: Sendable {
    case exists(JSONPathOperand)
    case comparison(JSONPathOperand, String, JSONPathOperand)
    case and(JSONPathTest, JSONPathTest)
    case or(JSONPathTest, JSONPathTest)
    case not(JSONPathTest)

    func holds(for value: JSONValue, _ evaluation: inout Evaluation) throws(Failure) -> Bool {
        try evaluation.spend(1)
        switch self {
        case .exists(let operand):
            return try operand.values(for: value, &evaluation).contains { $0 != .bool(false) && $0 != .null }
        case .and(let left, let right):
            guard try left.holds(for: value, &evaluation) else { return false }
            return try right.holds(for: value, &evaluation)
        case .or(let left, let right):
            if try left.holds(for: value, &evaluation) { return true }
            return try right.holds(for: value, &evaluation)
        case .not(let test): return try !test.holds(for: value, &evaluation)
        case .comparison(let left, let sign, let right):
            let others = try right.values(for: value, &evaluation)
            for first in try left.values(for: value, &evaluation) {
                for second in others {
                    try evaluation.spend(1 + Value.json(first).breadth + Value.json(second).breadth)
                    if Self.compare(first, sign, second) { return true }
                }
            }
            return false
        }
    }

    private static func compare(_ left: JSONValue, _ sign: String, _ right: JSONValue) -> Bool {
        guard left.isScalar, right.isScalar else { return false }
        switch sign {
        case "=", "==", "===": return left == right
        case "!=", "!==": return left != right
        default: break
        }
        switch (left, right) {
        case (.number(let first), .number(let second)):
            return holds(sign, first.double < second.double, second.double < first.double)
        case (.string(let first), .string(let second)):
            switch sign {
            case "^=", "^==": return first.utf8.starts(with: second.utf8)
            case "$=", "$==": return first.utf8.reversed().starts(with: second.utf8.reversed())
            case "*=", "*==":
                return second.isEmpty || !TextSearch(Array(second.utf8)).places(in: Array(first.utf8)).isEmpty
            default: return holds(sign, first.precedesByUnits(second), second.precedesByUnits(first))
            }
        default: return false
        }
    }

    private static func holds(_ sign: String, _ isLess: Bool, _ isGreater: Bool) -> Bool {
        switch sign {
        case "<": isLess
        case ">": isGreater
        case "<=": !isGreater
        case ">=": !isLess
        default: false
        }
    }
}

/// One side of a comparison in a filter.
enum JSONPathOperand: Sendable {
    case literal(JSONValue)
    case path(JSONPath)

    func values(for value: JSONValue, _ evaluation: inout Evaluation) throws(Failure) -> [JSONValue] {
        switch self {
        case .literal(let literal): [literal]
        case .path(let path): try path.hits(in: value, &evaluation)
        }
    }
}
