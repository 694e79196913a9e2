import Foundation
import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

@Suite("The pace for whoever sends beside the app")
struct PaceTests {
    private let clock = ManualClock()
    private var wall: WallClock { clock.wallClock() }

    private func pace() -> Pace { Connector.testing(FakeTransport(clock: clock, .created), clock: clock).pace }
    private func lane(_ conversation: String) -> Lane { Lane(.sends(conversation), tenant: "t") }

    @Test("requests go while the windows are open, and are told how long they are not")
    func windows() {
        let pace = pace()
        for number in 0..<50 { #expect(pace.admit(lane("19:\(number)")) == .go) }
        #expect(pace.admit(lane("19:50")) == .organisation(after: nil))
        clock.advance(by: .milliseconds(100))
        for number in 0..<50 { pace.answered(lane("19:\(number)")) }
        clock.advance(by: .milliseconds(300))
        #expect(pace.admit(lane("19:50")) == .organisation(after: .milliseconds(700)))
        clock.advance(by: .milliseconds(700))
        #expect(pace.admit(lane("19:50")) == .go)
    }

    @Test("one request at a time changes a conversation, and its windows are its own")
    func conversation() {
        let pace = pace()
        for _ in 0..<7 {
            #expect(pace.admit(lane("19:a")) == .go)
            #expect(pace.admit(lane("19:a")) == .conversation(after: nil))
            pace.answered(lane("19:a"))
        }
        #expect(pace.admit(lane("19:a")) == .conversation(after: .seconds(1)))
        #expect(pace.admit(lane("19:b")) == .go)
        pace.withdrawn(lane("19:b"))
        #expect(pace.count(.sends("19:b"), within: .seconds(9)) == 0)
    }

    @Test("who waits in a gate goes first, and whoever was not let in is told when that is over")
    func appFirst() async throws {
        let connector = Connector.testing(FakeTransport(clock: clock, .created), clock: clock)
        let pace = connector.pace
        let told = Mutex<[PacingScope]>([])
        pace.watch { scope in told.withLock { $0.append(scope) } }
        for number in 0..<50 { #expect(pace.admit(lane("19:\(number)")) == .go) }
        for number in 0..<50 { pace.answered(lane("19:\(number)")) }
        let app = Task.immediate { try await connector.send(Activity(text: "x"), in: .group) }
        await clock.waitForSleepers()
        #expect(pace.admit(lane("19:50")) == .organisation(after: nil))
        #expect(told.withLock { $0 }.isEmpty)
        clock.advance(by: .seconds(1))
        _ = try await app.value
        #expect(told.withLock { $0 } == [.tenant("t")])
        #expect(pace.admit(lane("19:50")) == .go)
    }

    @Test("refusals although the windows hold shrink them by what was taken, and they creep back")
    func share() {
        let pace = pace()
        let tenant = PacingScope.tenant("t")
        func second() -> Int {
            var count = 0
            while pace.admit(lane("19:\(count)")) == .go {
                pace.answered(lane("19:\(count)"))
                count += 1
            }
            clock.advance(by: .seconds(1))
            return count
        }
        #expect(second() == 50)
        _ = pace.admit(lane("19:x"))
        pace.answered(lane("19:x"))
        pace.refused(tenant, accepted: 25)
        pace.refused(tenant, accepted: 3)
        clock.advance(by: .seconds(1))
        #expect(pace.share(of: tenant) == 0.5)
        #expect(second() == 25)
        // A step of one after ten seconds.
        clock.advance(by: .seconds(12))
        #expect(second() == 26)
        // The step was one too many: back, and the next one is later.
        pace.refused(tenant, accepted: nil)
        #expect(pace.share(of: tenant) == 0.5)
    }

    @Test("a restart forgets no window of a busy conversation, and believes the second of an organisation full")
    func restart() throws {
        let first = pace()
        for _ in 0..<7 {
            #expect(first.admit(lane("19:a")) == .go)
            first.answered(lane("19:a"))
        }
        let json = try #require(first.memory(of: .sends("19:a"), wall: wall.now))
        #expect(first.memory(of: .sends("19:b"), wall: wall.now) == nil)
        #expect(first.memory(of: .tenant("t"), wall: wall.now) == nil)
        clock.advance(by: .milliseconds(200))
        let second = pace()
        _ = second.restore([(PacingScope.sends("19:a").name, json)], wall: wall.now)
        #expect(second.admit(lane("19:b")) == .organisation(after: .seconds(1)))
        clock.advance(by: .milliseconds(1000))
        // Seven before, and one that may have been on its way.
        guard case .conversation(after: let wait?) = second.admit(lane("19:a")) else {
            Issue.record("it was let in")
            return
        }
        #expect(wait > .milliseconds(700))
        #expect(second.admit(lane("19:b")) == .go)
    }

    @Test("a clock that was set back sends no more, and stalls nothing for longer than a window")
    func setBack() throws {
        let memory = ScopeMemory(
            answers: Array(repeating: .seconds(100), count: 60), pausedUntil: .seconds(130), share: 0.5)
        let json = memory.json(now: .seconds(101), wall: Date(timeIntervalSince1970: 1_000_000))
        let later = try #require(
            ScopeMemory(json: json, now: .seconds(5), wall: Date(timeIntervalSince1970: 1_000_010)))
        #expect(later.answers == Array(repeating: .seconds(-6), count: 60))
        #expect(later.share == 0.5)
        #expect(later.pausedUntil.map { $0 > .seconds(23) && $0 < .seconds(25) } == true)
        let back = try #require(ScopeMemory(json: json, now: .seconds(5), wall: Date(timeIntervalSince1970: 1)))
        #expect(back.answers == Array(repeating: .seconds(4), count: 60))
        #expect(back.pausedUntil.map { $0 <= .seconds(35) } == true)
        for text in ["", "[]", "{}", #"{"at":1,"answers":[1]}"#, #"{"at":1,"answers":[-1,2]}"#] {
            #expect(ScopeMemory(json: text, now: .zero, wall: .now) == nil, "\(text)")
        }
    }
}
