import LockKit
import TestSupport

/// Random moments that can be had again: its seed stands in what fails.
final class Chance: Sendable {
    let seed: UInt64
    private let generator: Mutex<SeededGenerator>

    init() {
        let generator = SeededGenerator()
        seed = generator.seed
        self.generator = Mutex(generator)
    }

    func milliseconds(_ range: ClosedRange<Int>) -> Duration {
        generator.withLock { .milliseconds(Int.random(in: range, using: &$0)) }
    }

    func some<Element: Sendable>(_ count: Int, of all: [Element]) -> [Element] {
        generator.withLock { Array(all.shuffled(using: &$0).prefix(count)) }
    }
}
