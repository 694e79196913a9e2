/// A regular expression that answers in time proportional to text × pattern: it is run as a nondeterministic automaton,
/// all alternatives side by side, so there is no backtracking that could run away.
///
/// It has what the published grammar has: alternatives, groups, classes, `\d \w \s` and their opposites, anchors, word
/// boundaries, the quantifiers with their lazy and possessive forms (which cannot change whether a text matches), and
/// `(?i)`, `(?m)`, `(?s)`. Back references and looking around are refused.
struct Pattern: Sendable {
    enum Instruction: Sendable {
        case match
        case set(PatternSet)
        case jump(Int)
        case split(Int, Int)
        case assertion(Assertion)
    }

    enum Assertion: Sendable { case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary }

    /// A pattern may become so many instructions: `(a{100}){100}` would be 10,000.
    static let largestProgram = 10_000

    private let program: [Instruction]

    /// How many instructions there are.
    var size: Int { program.count }

    init(_ source: String) throws(Failure) {
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        try compiler.emit(tree)
        try compiler.append(.match)
        program = compiler.program
    }

    /// Whether the pattern stands somewhere in the text.
    func matches(_ text: String, _ evaluation: inout Evaluation) throws(Failure) -> Bool {
        try evaluation.spend(program.count >> 3)
        let scalars = Array(text.unicodeScalars)
        var current = ThreadList(count: program.count)
        var next = ThreadList(count: program.count)
        for place in 0...scalars.count {
            if add(0, place, scalars, &current) { return true }
            try evaluation.spend(1 + current.threads.count)
            guard place < scalars.count else { return false }
            next.clear()
            for thread in current.threads {
                guard case .set(let set) = program[thread], set.contains(scalars[place]) else { continue }
                if add(thread + 1, place + 1, scalars, &next) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Follows everything that consumes no character. Answers whether that leads to the end of the pattern.
    private func add(_ start: Int, _ place: Int, _ text: [Unicode.Scalar], _ list: inout ThreadList) -> Bool {
        var waiting = [start]
        while let thread = waiting.popLast() {
            guard list.visit(thread) else { continue }
            switch program[thread] {
            case .match: return true
            case .set: list.threads.append(thread)
            case .jump(let target): waiting.append(target)
            case .split(let first, let second):
                waiting.append(second)
                waiting.append(first)
            case .assertion(let assertion):
                if holds(assertion, place, text) { waiting.append(thread + 1) }
            }
        }
        return false
    }

    private func holds(_ assertion: Assertion, _ place: Int, _ text: [Unicode.Scalar]) -> Bool {
        func isWord(_ place: Int) -> Bool { text.indices.contains(place) && PatternSet.word.contains(text[place]) }
        return switch assertion {
        case .textStart: place == 0
        case .textEnd: place == text.count || place == text.count - 1 && text[place] == "\n"
        case .lineStart: place == 0 || text[place - 1] == "\n"
        case .lineEnd: place == text.count || text[place] == "\n"
        case .wordBoundary: isWord(place - 1) != isWord(place)
        case .noWordBoundary: isWord(place - 1) == isWord(place)
        }
    }

    /// The places of the program that are alive, each once.
    private struct ThreadList {
        var threads: [Int] = []
        private var marks: [Int]
        private var mark = 1

        init(count: Int) { marks = Array(repeating: 0, count: count) }

        mutating func clear() {
            threads.removeAll(keepingCapacity: true)
            mark += 1
        }

        /// Whether the place was not visited since the last `clear`.
        mutating func visit(_ thread: Int) -> Bool {
            guard marks[thread] != mark else { return false }
            marks[thread] = mark
            return true
        }
    }
}
