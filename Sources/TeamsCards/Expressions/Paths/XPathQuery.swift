import JSONKit

/// The part of XPath 1.0 that cards use: location paths with `/`, `//`, `.`, `..` left out, `*`, `@name` and `text()`,
/// predicates with a place, `last()` or a comparison, and `sum`, `count`, `string`, `number` around a path.
struct XPathQuery {
    private let characters: [Character]
    private var place = 0

    /// What a path may find.
    private enum Hit {
        case element(XMLElement)
        case text(String)

        var text: String {
            switch self {
            case .element(let element): element.text
            case .text(let text): text
            }
        }

        var value: JSONValue {
            switch self {
            case .element(let element): .string(element.xml)
            case .text(let text): .string(text)
            }
        }
    }

    private static let functions = ["sum", "count", "string", "number"]

    init(_ path: String) throws(Failure) {
        characters = Array(path.filter { !$0.isNewline })
        guard characters.count <= 2000 else { throw .limit("the XPath is too long") }
    }

    private func failure(_ message: String) -> Failure { .value("the XPath cannot be read: \(message)") }

    /// The hits as texts of XML, or the result of a function.
    mutating func value(in root: XMLElement, _ evaluation: inout Evaluation) throws(Failure) -> Value {
        // The document stands above its root element.
        let document = XMLElement(name: "", children: [.element(root)])
        skipSpace()
        for function in Self.functions where accept(function + "(") {
            let hits = try path(from: [document], &evaluation)
            guard accept(")") else { throw failure("a ) is missing") }
            try expectEnd()
            return try call(function, hits)
        }
        let hits = try path(from: [document], &evaluation)
        try expectEnd()
        guard !hits.isEmpty else { throw .value("the XPath finds nothing") }
        return try evaluation.built(.array(hits.map(\.value)))
    }

    private func call(_ function: String, _ hits: [Hit]) throws(Failure) -> Value {
        switch function {
        case "count": return .int(hits.count)
        case "string": return .string(hits.first?.text ?? "")
        default:
            var sum = ExpressionNumber.int(0)
            for hit in function == "number" ? hits.prefix(1) : hits[...] {
                guard let number = NumberReading.number(hit.text) else {
                    throw .value("'\(hit.text.prefix(40))' is no number, and \(function) needs one")
                }
                sum = sum + number
            }
            return try sum.value()
        }
    }

    // MARK: Words

    private mutating func skipSpace() { while place < characters.count, characters[place] == " " { place += 1 } }

    private mutating func accept(_ text: String) -> Bool {
        guard characters[place...].starts(with: text) else { return false }
        place += text.count
        return true
    }

    private mutating func expectEnd() throws(Failure) {
        skipSpace()
        guard place == characters.count else { throw failure("'\(characters[place])' means nothing here") }
    }

    private mutating func name() throws(Failure) -> String {
        let start = place
        while place < characters.count,
            characters[place].isLetter || characters[place].isNumber
                || "_-.:*".contains(characters[place])
        {
            place += 1
        }
        guard place > start else { throw failure("a name is missing") }
        return String(characters[start..<place])
    }

    // MARK: Steps

    private mutating func path(from start: [XMLElement], _ evaluation: inout Evaluation) throws(Failure) -> [Hit] {
        var context = start
        var hits: [Hit] = []
        var isFirst = true
        while true {
            skipSpace()
            let isDeep = accept("//")
            guard isDeep || accept("/") || isFirst else { break }
            isFirst = false
            if isDeep { context = try descendants(of: context, &evaluation) }
            skipSpace()
            if accept("@") {
                let name = try name()
                hits = context.flatMap { element in
                    element.attributes.filter { name == "*" || $0.name == name }.map { .text($0.value) }
                }
                context = []
            } else if accept("text()") {
                hits = context.flatMap { element in
                    element.children.compactMap { if case .text(let text) = $0 { .text(text) } else { nil } }
                }
                context = []
            } else if accept(".") {
                hits = context.map(Hit.element)
            } else {
                context = try children(of: context, &evaluation)
                hits = context.map(Hit.element)
            }
        }
        return hits
    }

    private func descendants(
        of context: [XMLElement], _ evaluation: inout Evaluation
    ) throws(Failure) -> [XMLElement] {
        var all: [XMLElement] = []
        var waiting = Array(context.reversed())
        while let element = waiting.popLast() {
            try evaluation.spend(4)
            all.append(element)
            for case .element(let child) in element.children.reversed() { waiting.append(child) }
        }
        return all
    }

    /// The children of that name, each parent's filtered by the predicates on its own.
    private mutating func children(
        of context: [XMLElement], _ evaluation: inout Evaluation
    ) throws(Failure) -> [XMLElement] {
        let name = try name()
        let start = place
        var all: [XMLElement] = []
        for parent in context {
            place = start
            try evaluation.spend(1 + parent.children.count)
            var found: [XMLElement] = []
            for case .element(let child) in parent.children where name == "*" || child.name == name {
                found.append(child)
            }
            while accept("[") {
                for element in found { try evaluation.spend(1 + element.weight) }
                found = try predicate(found)
                guard accept("]") else { throw failure("a ] is missing") }
            }
            all += found
        }
        if context.isEmpty {
            while accept("[") {
                while place < characters.count, !accept("]") { place += 1 }
            }
        }
        return all
    }

    private mutating func predicate(_ elements: [XMLElement]) throws(Failure) -> [XMLElement] {
        skipSpace()
        if accept("last()") {
            skipSpace()
            return elements.suffix(1)
        }
        let start = place
        while place < characters.count, characters[place].isNumber { place += 1 }
        if place > start {
            guard let index = Int(String(characters[start..<place])), index > 0 else { return [] }
            return index <= elements.count ? [elements[index - 1]] : []
        }
        let isAttribute = accept("@")
        let isText = !isAttribute && (accept("text()") || accept("."))
        let name = isText ? "" : try name()
        skipSpace()
        let operators = ["!=", "<=", ">=", "=", "<", ">"]
        var comparison: String?
        for sign in operators where comparison == nil && accept(sign) { comparison = sign }
        let literal = comparison == nil ? nil : try literal()
        skipSpace()
        return elements.filter { element in
            let values =
                if isText { [element.text] } else if isAttribute {
                    element.attributes.filter { $0.name == name }.map(\.value)
                } else {
                    element.children.compactMap { child -> String? in
                        if case .element(let inner) = child, inner.name == name { inner.text } else { nil }
                    }
                }
            guard let comparison, let literal else { return !values.isEmpty }
            return values.contains { Self.holds($0, comparison, literal) }
        }
    }

    private mutating func literal() throws(Failure) -> String {
        skipSpace()
        guard place < characters.count else { throw failure("a value is missing") }
        let quote = characters[place]
        if quote == "'" || quote == "\"" {
            place += 1
            let start = place
            while place < characters.count, characters[place] != quote { place += 1 }
            guard place < characters.count else { throw failure("a text does not end") }
            place += 1
            return String(characters[start..<place - 1])
        }
        let start = place
        while place < characters.count, characters[place].isNumber || "+-.".contains(characters[place]) { place += 1 }
        guard place > start else { throw failure("a value is missing") }
        return String(characters[start..<place])
    }

    private static func holds(_ left: String, _ comparison: String, _ right: String) -> Bool {
        if comparison == "=" || comparison == "!=" {
            let isEqual =
                if let first = NumberReading.number(left), let second = NumberReading.number(right) {
                    first.double == second.double
                } else {
                    left == right
                }
            return isEqual == (comparison == "=")
        }
        guard let first = NumberReading.number(left), let second = NumberReading.number(right) else { return false }
        return switch comparison {
        case "<": first < second
        case ">": second < first
        case "<=": !(second < first)
        default: !(first < second)
        }
    }
}

extension XMLElement {
    /// What it costs to look at all text inside.
    fileprivate var weight: Int {
        children.reduce(attributes.count) { sum, child in
            switch child {
            case .element(let element): sum + 1 + element.weight
            case .text(let text): sum + 1 + text.utf8.count >> 4
            }
        }
    }
}
