import Foundation
import TestSupport
import Testing

@testable import HTTPKit

@Suite struct PollerTests {
    /// The tokens of the events that are there now.
    private func tokens(_ poller: Poller) -> Set<UInt64> {
        Set((0..<poller.wait(milliseconds: 0)).map { poller.event($0).token })
    }

    /// A wakeup never waits for the thread that it wakes, however long that does not look, and one look ends it.
    @Test func wakeupsThatNobodySeesAreOne() throws {
        let poller = try Poller()
        let wakeup = try Wakeup()
        try poller.watchInput(wakeup.descriptor, token: 7)
        #expect(tokens(poller) == [])
        for _ in 0..<200_000 { wakeup.signal() }  // a pipe holds 65,536
        #expect(tokens(poller) == [7])
        #expect(tokens(poller) == [7], "for as long as it is not cleared")
        wakeup.clear()
        #expect(tokens(poller) == [])
        wakeup.signal()
        #expect(tokens(poller) == [7])
    }

    /// Also if the same thing stays open under another descriptor, as it does in a child process that is starting.
    @Test func whatIsForgottenIsNotToldOfThoughItStaysOpenElsewhere() throws {
        let poller = try Poller()
        let wakeup = try Wakeup()
        let elsewhere = dup(wakeup.descriptor)
        defer { close(elsewhere) }
        try poller.watchInput(wakeup.descriptor, token: 7)
        wakeup.signal()
        #expect(tokens(poller) == [7])
        poller.forget(wakeup.descriptor)
        #expect(tokens(poller) == [])
    }

    @Test func whatIsAskedForOfASocketCanChange() throws {
        let poller = try Poller()
        let wakeup = try Wakeup()
        let file = wakeup.descriptor
        wakeup.signal()
        for (input, output, isTold) in [(true, false, true), (false, false, false), (true, true, true)] {
            try poller.watch(file, token: 7, input: input, output: output)
            #expect(tokens(poller).contains(7) == isTold, "\(input) \(output)")
        }
        poller.forget(file)
        #expect(tokens(poller) == [])
        try poller.watch(file, token: 8, input: true, output: false)
        #expect(tokens(poller) == [8], "also after it was forgotten")
    }

    @Test func pollerTellsOfWhatIsWatchedAndWantedAndOfNothingElse() throws {
        var random = SeededGenerator()
        let poller = try Poller()
        var watched: [UInt64: (wakeup: Wakeup, isWanted: Bool, isSignalled: Bool)] = [:]
        var nextToken: UInt64 = 0
        for step in 0..<2000 {
            let token = watched.keys.sorted().isEmpty ? nil : random.pick(watched.keys.sorted())
            switch (Int.random(in: 0..<6, using: &random), token) {
            case (0, _), (_, nil):
                guard watched.count < 100 else { continue }
                let wakeup = try Wakeup()
                try poller.watchInput(wakeup.descriptor, token: nextToken)
                watched[nextToken] = (wakeup, true, false)
                nextToken += 1
            case (1, let token?):
                if let gone = watched.removeValue(forKey: token) { poller.forget(gone.wakeup.descriptor) }
            case (2, let token?), (3, let token?):
                watched[token]?.wakeup.signal()
                watched[token]?.isSignalled = true
            case (4, let token?):
                watched[token]?.wakeup.clear()
                watched[token]?.isSignalled = false
            case (_, let token?):
                guard let one = watched[token] else { continue }
                poller.setInput(one.wakeup.descriptor, token: token, isWanted: !one.isWanted)
                watched[token]?.isWanted = !one.isWanted
            }
            let expected = watched.filter { $0.value.isWanted && $0.value.isSignalled }.keys
            #expect(tokens(poller) == Set(expected), "seed \(random.seed), step \(step)")
        }
    }
}
