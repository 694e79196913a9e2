/// Reads a regular expression.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private var flags = Flags()

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesAll = false
    }

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        place += 1
        return true
    }

    private func failure(_ message: String) -> Failure {
        .value("the pattern cannot be read at its character \(place + 1): \(message)")
    }

    mutating func parse() throws(Failure) -> PatternTree {
        let tree = try alternatives()
        guard next == nil else { throw failure("a ) without its (") }
        return tree
    }

    private mutating func alternatives() throws(Failure) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 64 else { throw failure("groups nest too deep") }
        let outer = flags
        defer { flags = outer }
        var parts = [try sequence()]
        while accept("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() throws(Failure) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = try atom() else { continue }
            parts.append(try quantified(atom))
        }
        return .sequence(parts)
    }

    private mutating func quantified(_ atom: PatternTree) throws(Failure) -> PatternTree {
        var (least, most): (Int, Int?)
        if accept("*") {
            (least, most) = (0, nil)
        } else if accept("+") {
            (least, most) = (1, nil)
        } else if accept("?") {
            (least, most) = (0, 1)
        } else if let counts = try counts() {
            (least, most) = counts
        } else {
            return atom
        }
        // Lazy and possessive forms find other places, not other answers.
        if !accept("?") { _ = accept("+") }
        if next == "*" || next == "+" || next == "?" { throw failure("a quantifier follows another") }
        return .repetition(atom, least: least, most: most)
    }

    /// `{2}`, `{2,}`, `{2,5}`; a brace that begins none of them stands for itself.
    private mutating func counts() throws(Failure) -> (Int, Int?)? {
        let start = place
        guard accept("{"), let least = number() else {
            place = start
            return nil
        }
        var most: Int? = least
        if accept(",") { most = number() }
        guard accept("}") else {
            place = start
            return nil
        }
        if let most, most < least { throw failure("{\(least),\(most)} counts backwards") }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = next?.value, digit >= 0x30, digit <= 0x39 {
            value = min((value ?? 0) * 10 + Int(digit - 0x30), Pattern.largestProgram + 1)
            place += 1
        }
        return value
    }

    private mutating func atom() throws(Failure) -> PatternTree? {
        guard let scalar = next else { return nil }
        place += 1
        switch scalar {
        case "(": return try group()
        case "[": return .set(try characterClass())
        case ".": return .set(flags.dotMatchesAll ? .everything : .any)
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": throw failure("nothing stands before the quantifier")
        case "\\": return try escape()
        default: return .set(literal(scalar))
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> PatternSet {
        PatternSet(ranges: [scalar.value...scalar.value], ignoresCase: flags.ignoresCase)
    }

    private mutating func group() throws(Failure) -> PatternTree? {
        if accept("?") {
            if accept(":") {
                // A group that is not counted; nothing is counted here.
            } else if accept("<") || accept("P") && accept("<") || accept("'") {
                guard next != "=", next != "!" else { throw failure("looking around is not supported") }
                while let scalar = next, PatternSet.word.contains(scalar) { place += 1 }
                guard accept(">") || accept("'") else { throw failure("the name of a group does not end") }
            } else if next == "=" || next == "!" {
                throw failure("looking around is not supported")
            } else {
                return try flagGroup()
            }
        }
        let tree = try alternatives()
        guard accept(")") else { throw failure("a ( without its )") }
        return tree
    }

    /// `(?i)` for the rest of the group, `(?i:…)` for what stands inside.
    private mutating func flagGroup() throws(Failure) -> PatternTree? {
        let outer = flags
        var isOn = true
        while let scalar = next, scalar != ")", scalar != ":" {
            place += 1
            switch scalar {
            case "-": isOn = false
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotMatchesAll = isOn
            default: throw failure("the flag '\(scalar)' is not supported")
            }
        }
        if accept(")") { return nil }
        guard accept(":") else { throw failure("a ( without its )") }
        let tree = try alternatives()
        flags = outer
        guard accept(")") else { throw failure("a ( without its )") }
        return tree
    }

    private mutating func escape() throws(Failure) -> PatternTree {
        switch next {
        case "b":
            place += 1
            return .assertion(.wordBoundary)
        case "B":
            place += 1
            return .assertion(.noWordBoundary)
        case "A":
            place += 1
            return .assertion(.textStart)
        case "z", "Z":
            place += 1
            return .assertion(.textEnd)
        default: return .set(try escapedSet())
        }
    }

    /// What `\` and the next character mean, inside and outside of a class.
    private mutating func escapedSet() throws(Failure) -> PatternSet {
        guard let scalar = next else { throw failure("\\ stands at the end") }
        place += 1
        switch scalar {
        case "d": return .digit
        case "D": return .digit.opposite
        case "w": return .word
        case "W": return .word.opposite
        case "s": return .space
        case "S": return .space.opposite
        case "n": return literal("\n")
        case "r": return literal("\r")
        case "t": return literal("\t")
        case "f": return literal("\u{0C}")
        case "v": return literal("\u{0B}")
        case "0": return literal("\0")
        case "x": return literal(try hex(2))
        case "u": return literal(try hex(4))
        case "1"..."9": throw failure("back references are not supported")
        case "a"..."z", "A"..."Z": throw failure("\\\(scalar) means nothing")
        default: return literal(scalar)
        }
    }

    private mutating func hex(_ count: Int) throws(Failure) -> Unicode.Scalar {
        let digits = scalars[place...].prefix(count)
        guard digits.count == count,
            let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16), let scalar = Unicode.Scalar(value)
        else { throw failure("\(count) hexadecimal digits are missing") }
        place += count
        return scalar
    }

    private mutating func characterClass() throws(Failure) -> PatternSet {
        var set = PatternSet(isNegated: accept("^"), ignoresCase: flags.ignoresCase)
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            let item = try classItem()
            guard item.ranges.count == 1, !item.isNegated, let low = item.ranges.first, low.count == 1,
                next == "-", place + 1 < scalars.count, scalars[place + 1] != "]"
            else {
                set.ranges += item.accepted
                continue
            }
            place += 1
            let end = try classItem()
            guard let high = end.ranges.first, !end.isNegated, high.count == 1, high.lowerBound >= low.lowerBound else {
                throw failure("a range ends before it begins")
            }
            set.ranges.append(low.lowerBound...high.lowerBound)
        }
        guard accept("]") else { throw failure("a [ without its ]") }
        guard set.ranges.count <= 256 else { throw failure("a class has more than 256 parts") }
        return set
    }

    private mutating func classItem() throws(Failure) -> PatternSet {
        guard let scalar = next else { throw failure("a [ without its ]") }
        place += 1
        guard scalar == "\\" else { return literal(scalar) }
        if accept("b") { return literal("\u{08}") }
        return try escapedSet()
    }
}
