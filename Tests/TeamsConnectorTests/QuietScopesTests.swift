import Foundation
import TestSupport
import Testing

@testable import TeamsConnector

@Suite("Conversations with one answer to remember")
struct QuietScopesTests {
    @Test("they are found, removed and forgotten as in a dictionary", arguments: 1...4)
    func model(run: Int) {
        var random = SeededGenerator()
        var scopes = QuietScopes()
        var model: [String: Duration] = [:]
        var now = Duration.zero
        for step in 0..<6_000 {
            let prefix = String(repeating: "é19:", count: Int.random(in: 0...2, using: &random))
            let id = prefix + "\(Int.random(in: 0..<3_000, using: &random))"
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                guard model[id] == nil else { continue }
                now += .nanoseconds(Int.random(in: 0...1_000_000_000, using: &random))
                let isAdded = scopes.add(id, answeredAt: now)
                #expect(isAdded)
                model[id] = now
            case 6..<9:
                let removed = scopes.remove(id)
                #expect(removed == model.removeValue(forKey: id), "seed \(random.seed), step \(step)")
            default:
                let old = now - .seconds(Int.random(in: 0...3_000, using: &random))
                scopes.forget(until: old)
                model = model.filter { $0.value > old }
            }
            #expect(scopes.count == model.count, "seed \(random.seed), step \(step)")
            #expect(scopes.answer(of: id) == model[id], "seed \(random.seed), step \(step)")
        }
        let all = Dictionary(uniqueKeysWithValues: scopes.all.map { ($0.id, $0.answer) })
        #expect(all == model, "seed \(random.seed)")
        scopes.forget(until: now)
        #expect(scopes.count == 0 && scopes.all.isEmpty)
    }

    @Test("what does not fit is left to others")
    func bounds() {
        var scopes = QuietScopes()
        let long = String(repeating: "x", count: QuietScopes.longestID + 1)
        let added = [
            scopes.add("19:a", answeredAt: Duration(secondsComponent: 1, attosecondsComponent: 1)),
            scopes.add("19:a", answeredAt: .seconds(Int64.max / 2)), scopes.add(long, answeredAt: .zero),
        ]
        #expect(added == [false, false, false])
        #expect(scopes.count == 0)
        let removed = scopes.remove("19:a")
        #expect(removed == nil)
    }

    @Test("one that comes and goes again and again takes no more room")
    func churn() {
        var scopes = QuietScopes()
        for number in 0..<3_000 { _ = scopes.add("19:\(number)", answeredAt: .seconds(1)) }
        for number in 0..<60_000 {
            _ = scopes.remove("19:7")
            _ = scopes.add("19:7", answeredAt: .milliseconds(1_000 + number))
        }
        #expect(scopes.count == 3_000)
        #expect(scopes.room < 3 * 3_000 * 48)
    }

    @Test("a conversation with one send takes a hundred bytes, its id included")
    func memory() {
        let count = 200_000
        var pacer = Pacer()
        for number in 0..<count {
            let digits = String(number)
            // As long as the id of a group chat.
            let zeros = String(repeating: "0", count: 32 - digits.count)
            let scope = PacingScope.sends("19:\(zeros)\(digits)@thread.v2")
            pacer.sent(scope)
            pacer.answered(scope, now: .milliseconds(number))
        }
        #expect(pacer.count(of: .sends) == count)
        let room = pacer.quietRoom
        #expect(room.count == count, "all of them are there, and nowhere else")
        #expect(room.bytes <= 100 * count, "\(room.bytes / count) bytes each")
    }
}
