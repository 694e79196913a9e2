import TestSupport
import Testing

@testable import HTTPKit

private let moves: [(used: Int, from: Int, to: Int, share: ByteBudget.Share, isGranted: Bool)] = [
    (0, 0, 75_000, .arriving, true),
    (50_000, 0, 25_000, .arriving, true),
    (50_000, 0, 25_001, .arriving, false),
    (50_000, 0, 50_000, .whole, true),
    (50_000, 0, 50_001, .whole, false),
    (50_000, 50_000, 1_000_000, .arriving, true),  // it is alone
    (0, 0, .max, .whole, true),
    (200_000, 100_000, 90_000, .arriving, true),  // less is always granted
    (50_000, 10_000, .max, .whole, false),
]

@Test(arguments: moves.indices)
func budgetGrantsWhatFits(index: Int) {
    let move = moves[index]
    let budget = ByteBudget(limit: 100_000)
    budget.force(from: 0, to: move.used)
    let isGranted = budget.move(from: move.from, to: move.to, move.share)
    #expect(isGranted == move.isGranted)
    #expect(budget.usedBytes == move.used + (isGranted ? move.to - move.from : 0))
}

@Test func budgetTellsOnceThatAFloodIsOver() {
    let budget = ByteBudget(limit: 100_000)
    #expect(!budget.takeEnd())
    #expect(budget.move(from: 0, to: 60_000, .whole) && !budget.takeEnd())
    #expect(budget.move(from: 60_000, to: 1000, .whole))
    let tells = [budget.takeEnd(), budget.takeEnd()]
    #expect(tells == [true, false])
}

/// However many grow and shrink at once, what is granted never exceeds the limit, and nothing is left in the end.
@Test func budgetHoldsWhenManyAskAtOnce() async {
    let budget = ByteBudget(limit: 1 << 20)
    await withTaskGroup { group in
        for seed in 0..<8 {
            group.addTask {
                var random = SeededGenerator(UInt64(seed))
                var own = 0
                for _ in 0..<5000 {
                    let wanted = Int.random(in: 0...(300 << 10), using: &random)
                    if budget.move(from: own, to: wanted, .whole) { own = wanted }
                    #expect(budget.usedBytes <= 1 << 20)
                }
                #expect(budget.move(from: own, to: 0, .whole))
            }
        }
    }
    #expect(budget.usedBytes == 0)
}
