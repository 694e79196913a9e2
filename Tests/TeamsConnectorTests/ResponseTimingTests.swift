import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

/// How long a request, and its answer, are under way: anything between.
private struct Way: Sendable {
    let shortest: Int
    let longest: Int
    func random(_ generator: inout SeededGenerator) -> Duration {
        .milliseconds(Int.random(in: shortest...longest, using: &generator))
    }
}

/// What the service saw, and what it makes of it: a list of instants, looked at as a whole. Shares nothing with the
/// pacing but the numbers, which are written down again.
private struct Judge {
    private static let windows: [PacingScope.Kind: [(count: Int, seconds: Int)]] = [
        .sends: [(7, 1), (8, 2), (60, 30), (1_800, 3_600)],
        .roster: [(14, 1), (16, 2), (120, 30), (3_600, 3_600)],
        .tenant: [(50, 1)],
    ]
    private(set) var arrivals: [PacingScope: [Duration]] = [:]

    mutating func arrived(_ scope: PacingScope, at instant: Duration) {
        arrivals[scope, default: []].append(instant)
    }

    /// How many requests it would have refused.
    var refusals: Int {
        arrivals.reduce(0) { sum, entry in
            let times = entry.value.sorted()
            let windows = Self.windows[entry.key.kind] ?? []
            return sum
                + times.indices.count { index in
                    windows.contains {
                        index >= $0.count && times[index] - times[index - $0.count] < .seconds($0.seconds)
                    }
                }
        }
    }
}

/// Requests of a bot over a way that takes time. Nothing waits: time is a number.
private struct Simulation {
    private struct Answer {
        let at: Duration
        let lane: Lane
    }

    var pacer: Pacer
    let way: Way
    var random: SeededGenerator
    var judge = Judge()
    /// When the last request reached the service.
    var finish = Duration.zero

    /// Sends so many requests in each lane, one after the other in those that change a conversation.
    mutating func run(_ work: [(lane: Lane, count: Int)]) {
        var left = work
        var answers: [Answer] = []
        var underWay: [Lane: Int] = [:]
        var now = Duration.zero
        var next = 0
        while !left.isEmpty || !answers.isEmpty {
            // Whoever may go first, from the one after the last: nobody is left behind.
            var best: (place: Int, at: Duration)?
            for step in left.indices {
                let place = (next + step) % left.count
                let lane = left[place].lane
                guard !lane.isExclusive || underWay[lane, default: 0] == 0,
                    let first = pacer.earliest(lane.scope, now: now), let second = pacer.earliest(lane.tenant, now: now)
                else { continue }
                let at = max(first, second)
                if at < best?.at ?? .seconds(1_000_000) { best = (place, at) }
                if at == now { break }
            }
            if let answer = answers.first, answer.at <= best?.at ?? answer.at {
                answers.removeFirst()
                now = max(now, answer.at)
                underWay[answer.lane, default: 0] -= 1
                pacer.answered(answer.lane.scope, now: now)
                pacer.answered(answer.lane.tenant, now: now)
            } else if let best {
                now = max(now, best.at)
                let lane = left[best.place].lane
                pacer.sent(lane.scope)
                pacer.sent(lane.tenant)
                underWay[lane, default: 0] += 1
                let arrival = now + way.random(&random)
                judge.arrived(lane.scope, at: arrival)
                judge.arrived(lane.tenant, at: arrival)
                finish = max(finish, arrival)
                let answer = Answer(at: arrival + way.random(&random), lane: lane)
                answers.insert(answer, at: answers.firstIndex { $0.at > answer.at } ?? answers.endIndex)
                left[best.place].count -= 1
                next = best.place + 1
                if left[best.place].count == 0 { left.remove(at: best.place) }
                if !left.isEmpty { next %= left.count }
            }
        }
    }
}

private struct Setting: Sendable, CustomTestStringConvertible {
    let way: Way
    /// What is known of the way.
    var leastRoundTrip = Duration.zero
    /// How much longer than the floor a broadcast to an organisation may take.
    let most: Double
    var testDescription: String { "\(way.shortest)–\(way.longest) ms, at least \(leastRoundTrip) known" }
}

/// The last two columns of the table in limits.md, section 3: the price is the longest round trip, or, where the
/// shortest one is known, the spread.
private let settings = [
    Setting(way: Way(shortest: 0, longest: 0), most: 1.0),
    Setting(way: Way(shortest: 20, longest: 30), most: 1.06),
    Setting(way: Way(shortest: 20, longest: 30), leastRoundTrip: .milliseconds(40), most: 1.02),
    Setting(way: Way(shortest: 20, longest: 120), most: 1.2),
    Setting(way: Way(shortest: 20, longest: 120), leastRoundTrip: .milliseconds(40), most: 1.12),
]

@Suite("Timed by answers")
struct ResponseTimingTests {
    @Test(
        "a broadcast to an organisation is never refused, and takes little longer than the floor", arguments: settings)
    private func broadcast(setting: Setting) {
        let random = SeededGenerator()
        let seed = random.seed
        var simulation = Simulation(
            pacer: Pacer(leastRoundTrip: setting.leastRoundTrip), way: setting.way, random: random)
        simulation.run((0..<200).map { (Lane(.sends("19:\($0)"), tenant: "t"), 15) })
        #expect(simulation.judge.refusals == 0, "seed \(seed)")
        let floor = Duration.seconds(59)  // 3,000 requests, 50 a second
        #expect(simulation.finish <= floor * setting.most + .milliseconds(setting.way.longest), "seed \(seed)")
    }

    @Test("one conversation is never refused either, in any of its windows", arguments: settings)
    private func conversation(setting: Setting) {
        let random = SeededGenerator()
        let seed = random.seed
        var simulation = Simulation(
            pacer: Pacer(leastRoundTrip: setting.leastRoundTrip), way: setting.way, random: random)
        simulation.run([(Lane(.sends("19:g"), tenant: "t"), 1_900), (Lane(.roster("19:g"), tenant: "t"), 3_700)])
        #expect(simulation.judge.refusals == 0, "seed \(seed)")
        // The 1,801st goes an hour after the first one, and 100 more take 39 s; so do 3,700 questions.
        let floor = Duration.seconds(3_639)
        #expect(simulation.finish <= floor * 1.002, "seed \(seed)")
    }

    @Test("many kinds of requests at once in two organisations: nothing is refused", arguments: settings)
    private func mixed(setting: Setting) {
        let random = SeededGenerator()
        let seed = random.seed
        var simulation = Simulation(
            pacer: Pacer(leastRoundTrip: setting.leastRoundTrip), way: setting.way, random: random)
        var work: [(Lane, Int)] = []
        for number in 0..<60 {
            let tenant = TenantID(rawValue: number.isMultiple(of: 3) ? "t2" : "t1")
            work.append((Lane(.sends("19:\(number)"), tenant: tenant), 5 + number))
            work.append((Lane(.roster("19:\(number)"), tenant: tenant), 5 + number / 2))
        }
        simulation.run(work)
        #expect(simulation.judge.refusals == 0, "seed \(seed)")
        let arrived = simulation.judge.arrivals.values.reduce(0) { $0 + $1.count }
        let sent = work.reduce(0) { $0 + $1.1 }
        #expect(arrived == sent * 2, "each counts in two scopes")
    }

    @Test("what was promised of the way must be true: too much is seen by the service")
    func tooMuch() {
        var simulation = Simulation(
            pacer: Pacer(leastRoundTrip: .milliseconds(200)), way: Way(shortest: 20, longest: 120),
            random: SeededGenerator())
        simulation.run((0..<200).map { (Lane(.sends("19:\($0)"), tenant: "t"), 15) })
        #expect(simulation.judge.refusals > 0, "the judge sees what goes too early")
    }
}
