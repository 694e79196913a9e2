import SQLCore
import TestSupport
import Testing

@testable import PostgresStore

struct PipelineProgressTests {
    private typealias Progress = PipelineProgress<String>

    private static let error = StoreError(.constraint, "no")
    private static let fatal = StoreError(.unreachable, "shut down")
    private static let loss = StoreError(.unreachable, "gone")

    private func text(_ outcomes: [PartOutcome<String>]) -> [String] {
        outcomes.map { outcome in
            switch outcome {
            case .done(let answers): "done " + answers.joined(separator: ",")
            case .failed(let error): "failed \(error)"
            case .lost(let error): "lost \(error)"
            }
        }
    }

    private static let runs: [(events: [Progress.Event], outcomes: [String])] = [
        (
            [.answer("a"), .end, .answer("p"), .end, .answer("b"), .end, .sync, .answer("c"), .end, .sync],
            ["done a,b", "done c"]
        ),
        (
            [.failure(error, isFatal: false), .end, .skipped, .end, .skipped, .end, .sync, .answer("c"), .end, .sync],
            ["failed no", "done c"]
        ),
        (
            [
                .answer("a"), .end, .answer("p"), .end, .answer("b"), .end, .failure(error, isFatal: false), .end,
                .sync,
                .answer("c"), .end, .sync,
            ], ["failed no", "done c"]
        ),
        ([.answer("a"), .end, .answer("p"), .end, .answer("b"), .end], ["lost gone", "lost gone"]),
        ([.answer("a"), .end, .failure(error, isFatal: false)], ["failed no", "lost gone"]),
        ([.answer("a"), .end, .failure(fatal, isFatal: true)], ["lost shut down", "lost shut down"]),
        ([], ["lost gone", "lost gone"]),
        (
            [.answer("a"), .end, .answer("p"), .end, .answer("b"), .end, .sync, .answer("c"), .end],
            ["done a,b", "lost gone"]
        ),
    ]

    @Test("A part is done when its end has come, and lost when the connection went before", arguments: 0..<runs.count)
    func outcomes(_ index: Int) {
        let (events, outcomes) = Self.runs[index]
        var progress = Progress([[.statement, .preparation(7), .statement], [.statement]])
        for event in events { #expect(progress.take(event) == true) }
        if !progress.isOver { progress.lose(Self.loss) }
        #expect(text(progress.outcomes) == outcomes)
    }

    @Test("What cannot come makes a connection useless, and no order of events does harm")
    func disorder() {
        var progress = Progress([[.statement]])
        #expect(progress.take(.sync) == false)
        #expect(progress.take(.skipped) == false)
        #expect(progress.take(.answer("a")) && progress.take(.end))
        #expect(progress.take(.answer("b")) == false)
        #expect(progress.take(.end) && progress.take(.sync))
        #expect(progress.take(.end) == false)
        var generator = SeededGenerator()
        for _ in 0..<2000 {
            var progress = Progress([[.statement, .preparation(1)], [], [.statement]])
            for _ in 0..<20 {
                let event: Progress.Event =
                    switch Int.random(in: 0..<5, using: &generator) {
                    case 0: .answer("a")
                    case 1: .failure(Self.error, isFatal: generator.chance(2))
                    case 2: .skipped
                    case 3: .end
                    default: .sync
                    }
                guard progress.take(event) else { break }
            }
            progress.lose(Self.loss)
            #expect(progress.outcomes.count == 3)
        }
    }
}
