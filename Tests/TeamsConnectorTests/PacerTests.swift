import Foundation
import JSONKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

/// The same rules, told in the simplest way: all that was ever sent and answered, and a look at every window.
private struct Model {
    private(set) var answers: [PacingScope: [Duration]] = [:]
    private(set) var underWay: [PacingScope: Int] = [:]
    private(set) var pauses: [PacingScope: Duration] = [:]

    func mayGo(_ scope: PacingScope, at now: Duration) -> Bool {
        pauses[scope, default: now] <= now
            && scope.kind.limits.allSatisfy { limit in
                let recent = answers[scope, default: []].count { $0 + limit.length > now }
                return recent + underWay[scope, default: 0] < limit.count
            }
    }
    mutating func sent(_ scope: PacingScope) { underWay[scope, default: 0] += 1 }
    mutating func answered(_ scope: PacingScope, at now: Duration) {
        underWay[scope, default: 0] -= 1
        answers[scope, default: []].append(now)
    }
    mutating func pause(_ scope: PacingScope, until instant: Duration) {
        pauses[scope] = max(instant, pauses[scope] ?? instant)
    }
    mutating func withdrawn(_ scope: PacingScope) { underWay[scope, default: 0] -= 1 }
    mutating func resume(at now: Duration) {
        for (scope, count) in underWay {
            answers[scope, default: []] += Array(repeating: now, count: count)
            underWay[scope] = 0
        }
    }
}

@Suite("Pacing")
struct PacerTests {
    @Test("the documented windows")
    func windows() {
        func text(_ kind: PacingScope.Kind) -> String {
            kind.limits.map { "\($0.count)/\($0.length.components.seconds)" }.joined(separator: " ")
        }
        #expect(text(.sends) == "7/1 8/2 60/30 1800/3600")
        #expect(text(.roster) == "14/1 16/2 120/30 3600/3600")
        #expect(text(.tenant) == "50/1")
    }

    @Test("it lets go exactly what the windows allow, also after it was stored and restored", arguments: 1...12)
    func model(run: Int) throws {
        var random = SeededGenerator()
        var pacer = Pacer()
        var model = Model()
        let scopes: [PacingScope] = [.sends("a"), .sends("b"), .roster("a"), .tenant("t"), .tenant(nil)]
        var underWay: [PacingScope] = []
        var now = Duration.zero
        for step in 0..<4_000 {
            let scope = random.pick(scopes)
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<50:
                let earliest = pacer.earliest(scope, now: now)
                #expect((earliest == now) == model.mayGo(scope, at: now), "seed \(random.seed), step \(step)")
                if let earliest, earliest > now {
                    #expect(model.mayGo(scope, at: earliest), "seed \(random.seed), step \(step)")
                    #expect(!model.mayGo(scope, at: earliest - .nanoseconds(1)), "seed \(random.seed), step \(step)")
                    if random.chance(3) { now = earliest }
                }
                guard pacer.earliest(scope, now: now) == now else { continue }
                pacer.sent(scope)
                model.sent(scope)
                underWay.append(scope)
            case 50..<85:
                guard !underWay.isEmpty else { continue }
                let ended = underWay.remove(at: Int.random(in: 0..<underWay.count, using: &random))
                if random.chance(10) {
                    pacer.withdrawn(ended)
                    model.withdrawn(ended)
                } else {
                    pacer.answered(ended, now: now)
                    model.answered(ended, at: now)
                }
            case 85..<87:
                let end = now + .milliseconds(Int.random(in: -100...5_000, using: &random))
                pacer.pause(scope, until: end)
                model.pause(scope, until: end)
            case 87..<97: now += .milliseconds(Int.random(in: 0...400, using: &random))
            case 97: now += .seconds(Int.random(in: 0...1_200, using: &random))
            case 98:
                let stored = try JSONEncoder().encode(pacer)
                let restored = try JSONDecoder().decode(Pacer.self, from: stored)
                #expect(restored == pacer, "seed \(random.seed), step \(step)")
                pacer = restored
            default:
                guard random.chance(20) else { continue }
                pacer.resume(now: now)
                model.resume(at: now)
                underWay = []
            }
        }
    }

    @Test("what is stored is small once nothing is left to remember")
    func forgets() throws {
        var pacer = Pacer()
        for number in 0..<1_000 {
            pacer.sent(.sends("19:\(number)"))
            pacer.answered(.sends("19:\(number)"), now: .milliseconds(number))
        }
        #expect(pacer.count(of: .sends) == 1_000)
        var restored = try JSONDecoder().decode(Pacer.self, from: JSONEncoder().encode(pacer))
        pacer.forget(now: .seconds(3601))
        restored.forget(now: .seconds(3601))
        #expect(pacer.count(of: .sends) == 0)
        #expect(restored == pacer)
        #expect(String(decoding: try JSONEncoder().encode(pacer), as: UTF8.self) == "[]")
    }

    @Test("a pause holds for its scope alone, is stored, and is forgotten once it is over")
    func pause() throws {
        var pacer = Pacer()
        pacer.pause(.roster("a"), until: .seconds(60))
        pacer.pause(.roster("a"), until: .seconds(30))
        var restored = try JSONDecoder().decode(Pacer.self, from: JSONEncoder().encode(pacer))
        #expect(restored == pacer)
        #expect(restored != Pacer())
        #expect(restored.earliest(.roster("a"), now: .seconds(1)) == .seconds(60))
        for scope in [.sends("a"), .roster("b"), .tenant("t")] as [PacingScope] {
            #expect(restored.earliest(scope, now: .seconds(1)) == .seconds(1))
        }
        restored.forget(now: .seconds(59))
        #expect(restored.count(of: .roster) == 1)
        restored.forget(now: .seconds(60))
        #expect(restored == Pacer())
    }

    @Test("the id of an organisation may be written in any case; one that nobody named is one of its own")
    func tenants() throws {
        #expect(PacingScope.tenant("7C1F2B9E-0D3A") == .tenant("7c1f2b9e-0d3a"))
        #expect(PacingScope.tenant(nil) != .tenant("t"))
        let tenant = "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"
        let home = "https://smba.trafficmanager.net"
        for (named, url, expected) in [
            ("t", "\(home)/amer/\(tenant)/", "t"), (nil, "\(home)/amer/\(tenant)/", tenant),
            ("", "\(home)/amer/\(tenant.uppercased())", tenant), (nil, "\(home)/teams/", ""), (nil, home, ""),
            (nil, "\(home)/amer/7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a0x/", ""),
        ] as [(TenantID?, String, String)] {
            let reference = ConversationReference("19:g@thread.v2", tenantId: named, serviceUrl: url)
            #expect(try Place(reference, for: "send").sending.tenant.id == expected, "\(url)")
        }
    }

    @Test("one that was never sent leaves nothing behind")
    func withdrawn() {
        var pacer = Pacer()
        pacer.sent(.tenant("t"))
        pacer.withdrawn(.tenant("t"))
        pacer.withdrawn(.tenant("t"))
        pacer.answered(.tenant("t"), now: .zero)
        #expect(pacer == Pacer())
    }

    @Test(
        "what no pacer wrote is refused",
        arguments: [
            "{}", "[1]", #"[{"kind":"moon","id":"x","answers":[],"unanswered":0}]"#,
            #"[{"kind":"sends","id":"x","answers":[2,1],"unanswered":0}]"#,
            #"[{"kind":"sends","id":"x","answers":[],"unanswered":-1}]"#,
            #"[{"kind":"sends","id":"x","answers":[],"unanswered":9223372036854775807}]"#,
            #"[{"kind":"sends","id":"x","answers":[99999999999999999999],"unanswered":0}]"#,
        ])
    func nonsense(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Pacer.self, from: Data(text.utf8)) }
    }

    @Test("instants at the ends of time do not trap")
    func extremes() throws {
        let text = #"[{"kind":"sends","id":"x","answers":[-9223372036854775808,9223372036854775807],"unanswered":9}]"#
        var pacer = try JSONDecoder().decode(Pacer.self, from: Data(text.utf8))
        #expect(pacer.earliest(.sends("x"), now: .zero) == nil)
        pacer.resume(now: .zero)
        _ = pacer.earliest(.sends("x"), now: .zero)
        pacer.sent(.sends("x"))
        pacer.answered(.sends("x"), now: .seconds(1))
        _ = try JSONEncoder().encode(pacer)
    }

    @Test("what it costs does not depend on how many conversations there are")
    func growth() {
        expectLinear("pacing", size: 2_000) {
            (1...$0).map { PacingScope.sends("19:\($0)") }
        } in: { (scopes: [PacingScope]) in
            var pacer = Pacer()
            for (number, scope) in scopes.enumerated() {
                let now = Duration.seconds(number)
                _ = pacer.earliest(scope, now: now)
                pacer.sent(scope)
                pacer.sent(.tenant("t"))
                pacer.answered(scope, now: now)
                pacer.answered(.tenant("t"), now: now)
            }
        }
    }
}
