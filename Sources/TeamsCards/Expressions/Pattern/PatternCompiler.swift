/// What a pattern says, before it becomes instructions.
indirect enum PatternTree: Sendable {
    case empty
    case set(PatternSet)
    case assertion(Pattern.Assertion)
    case sequence([PatternTree])
    case alternatives([PatternTree])
    /// `nil`: without end.
    case repetition(PatternTree, least: Int, most: Int?)
}

/// Turns what a pattern says into instructions, and bounds how many.
struct PatternCompiler {
    private(set) var program: [Pattern.Instruction] = []

    mutating func append(_ instruction: Pattern.Instruction) throws(Failure) {
        guard program.count < Pattern.largestProgram else { throw .limit("the pattern is too large") }
        program.append(instruction)
    }

    mutating func emit(_ tree: PatternTree) throws(Failure) {
        switch tree {
        case .empty: break
        case .set(let set): try append(.set(set))
        case .assertion(let assertion): try append(.assertion(assertion))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .alternatives(let parts): try emit(alternatives: parts[...])
        case .repetition(let part, let least, let most): try emit(part, least: least, most: most)
        }
    }

    private mutating func emit(alternatives parts: ArraySlice<PatternTree>) throws(Failure) {
        var jumps: [Int] = []
        for part in parts.dropLast() {
            let split = program.count
            try append(.split(split + 1, 0))
            try emit(part)
            jumps.append(program.count)
            try append(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        if let last = parts.last { try emit(last) }
        for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func emit(_ part: PatternTree, least: Int, most: Int?) throws(Failure) {
        for _ in 0..<least {
            let before = program.count
            try emit(part)
            // What consumes nothing once consumes nothing a thousand times.
            if program.count == before { break }
        }
        guard let most else {
            let split = program.count
            try append(.split(split + 1, 0))
            try emit(part)
            try append(.jump(split))
            program[split] = .split(split + 1, program.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(program.count)
            try append(.split(program.count + 1, 0))
            try emit(part)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }
}
