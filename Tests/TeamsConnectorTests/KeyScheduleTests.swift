import Testing

@testable import TeamsConnector

/// Who waits for keys, and who does not, as a table of what happens and what is decided.
struct KeyScheduleTests {
    enum Step: Sendable {
        case use(KeySchedule.Use)
        /// Somebody new wants the key.
        case ask(String, KeySchedule.Ask)
        /// The one who came `steps` steps ago asks again.
        case again(Int, KeySchedule.Ask)
        /// The one who came `steps` steps ago goes away.
        case leave(Int)
        case timer(Bool)
        /// A reading has ended, with these keys; nil when it failed.
        case ended([String]?)
        case pass(Duration)
    }

    private static func later(_ seconds: Int) -> KeySchedule.Ask { .later(.seconds(seconds)) }

    private static let courses: [(name: String, steps: [Step])] = [
        (
            "first use: one reads, others wait",
            [.use(.no), .ask("a", .read), .use(.no), .ask("a", .wait), .ended(["a"]), .use(.yes)]
        ),
        (
            "keys that change are read at once, however often, and nobody rests",
            [
                .ask("a", .read), .ended(["a"]), .ask("b", .read), .ended(["b"]), .ask("c", .read), .ended(["c"]),
                .pass(.seconds(3)), .ask("d", .read), .ended(["d"]), .ask("e", .read), .ended(["e"]),
            ]
        ),
        (
            "more than five good readings a minute are followed by a rest: machines of the service disagree",
            [
                .ask("a", .read), .ended(["a"]), .ask("b", .read), .ended(["b"]), .ask("a", .read), .ended(["a"]),
                .ask("b", .read), .ended(["b"]), .ask("a", .read), .ended(["a"]), .ask("b", .read), .ended(["b"]),
                .ask("a", .read), .ended(["a"]), .ask("b", later(10)), .pass(.seconds(10)), .timer(true),
                .ended(["b"]), .pass(.seconds(50)), .ask("a", .read),
            ]
        ),
        (
            "a stranger's key is looked for once in ten seconds, the first good reading aside",
            [
                .ask("x", .read), .ended(["a"]), .again(2, .refuse), .ask("x", .read), .ended(["a"]),
                .ask("x", .refuse), .pass(.milliseconds(9_999)), .ask("x", .refuse), .pass(.milliseconds(1)),
                .ask("x", .read), .ended(["a"]), .ask("x", .refuse),
            ]
        ),
        (
            "a new key that comes while strangers have begun a rest waits for its end, and all who come wait with it",
            [
                .ask("a", .read), .ended(["a"]), .ask("x", .read), .ended(["a"]), .pass(.seconds(2)),
                .ask("b", later(10)), .ask("b", .wait), .ask("y", .wait), .ask("x", .refuse), .pass(.seconds(8)),
                .timer(true), .ask("b", .wait), .ended(["b"]), .again(8, .refuse), .use(.yes), .ask("c", .read),
            ]
        ),
        (
            "the rest begins when a slow reading ends",
            [
                .ask("a", .read), .ended(["a"]), .ask("x", .read), .pass(.seconds(5)), .ended(["a"]),
                .ask("x", .refuse), .ask("b", later(15)), .pass(.seconds(10)), .ask("x", .read), .timer(false),
            ]
        ),
        (
            "who comes while others read, and finds nothing, is answered by the next reading",
            [
                .ask("a", .read), .ended(["a"]), .ask("b", .read), .ask("c", .wait), .ended(["b"]),
                .again(2, .read), .ended(["b"]), .again(4, .refuse),
            ]
        ),
        (
            "unless it would take longer than Teams waits",
            [
                .ask("a", .read), .ended(["a"]), .ask("x", .read), .pass(.seconds(1)), .ask("c", .wait),
                .pass(.seconds(2)), .ended(["a"]), .again(3, .refuse), .ask("d", later(13)),
            ]
        ),
        (
            "a failure begins a rest, also the first, and who comes then waits for its end",
            [
                .ask("a", .read), .pass(.seconds(5)), .ended(nil), .again(3, .refuse), .ask("a", later(15)),
                .ask("a", .wait), .pass(.seconds(10)), .timer(true), .ended(["a"]), .use(.yes),
            ]
        ),
        (
            "after a day the keys are used and read again, once",
            [
                .ask("a", .read), .ended(["a"]), .pass(.seconds(86_399)), .use(.yes), .pass(.seconds(1)),
                .use(.yesAndRead), .use(.yes), .use(.yes), .ended(["a"]), .use(.yes), .ask("b", .read),
            ]
        ),
        (
            "they are used while no reading succeeds, and tried again after each pause",
            [
                .ask("a", .read), .ended(["a"]), .pass(.seconds(86_400)), .use(.yesAndRead), .pass(.seconds(5)),
                .use(.yes), .ended(nil), .use(.yes), .pass(.seconds(10)), .use(.yesAndRead),
            ]
        ),
        (
            "an unknown key joins the reading of old keys",
            [
                .ask("a", .read), .ended(["a"]), .pass(.seconds(86_400)), .use(.yesAndRead), .ask("b", .wait),
                .use(.yes), .ended(["a", "b"]), .use(.yes),
            ]
        ),
        (
            "a timer finds that the keys are being read already, or that nobody waits any more",
            [
                .ask("a", .read), .ended(["a"]), .pass(.seconds(86_395)), .ask("x", .read), .ended(nil),
                .ask("b", later(86_405)), .pass(.seconds(10)), .use(.yesAndRead), .timer(false), .ended(["a", "b"]),
                .ask("x", .read), .ended(["a", "b"]), .ask("c", later(86_415)), .pass(.seconds(10)),
                .ask("d", .read), .timer(false), .ended(["c", "d"]),
            ]
        ),
        (
            "who begins a reading and goes away has asked in vain all the same",
            [
                .ask("a", .read), .ended(["a"]), .ask("x", .read), .ask("y", .wait), .leave(2), .leave(2),
                .ended(["a"]), .ask("x", .refuse), .ask("y", later(10)),
            ]
        ),
        (
            "when all who waited have gone away, nothing is read",
            [
                .ask("a", .read), .ended(["a"]), .ask("x", .read), .ended(["a"]), .ask("b", later(10)),
                .ask("b", .wait), .leave(2), .leave(2), .pass(.seconds(10)), .timer(false), .ask("b", .read),
            ]
        ),
        (
            "after five days they count no more",
            [
                .ask("a", .read), .ended(["a"]), .pass(.seconds(5 * 86_400 - 1)), .use(.yesAndRead),
                .ended(nil), .pass(.seconds(1)), .use(.no), .ask("a", later(5 * 86_400 + 9)), .pass(.seconds(9)),
                .timer(true), .ended(["a"]), .use(.yes),
            ]
        ),
    ]

    @Test(arguments: courses.indices)
    func course(_ index: Int) {
        var schedule = KeySchedule()
        var now = Duration.zero
        var seekers: [Int: KeySchedule.Seeker] = [:]
        for (place, step) in Self.courses[index].steps.enumerated() {
            let name: Comment = "\(Self.courses[index].name), step \(place)"
            switch step {
            case .use(let expected): #expect(schedule.use(at: now) == expected, name)
            case .ask(let id, let expected):
                let seeker = schedule.seeker(for: id, at: now)
                seekers[place] = seeker
                #expect(schedule.ask(seeker, at: now) == expected, name)
            case .again(let steps, let expected):
                guard let seeker = seekers[place - steps] else {
                    Issue.record("nobody came then")
                    continue
                }
                #expect(schedule.ask(seeker, at: now) == expected, name)
            case .leave(let steps):
                guard let seeker = seekers[place - steps] else {
                    Issue.record("nobody came then")
                    continue
                }
                schedule.leave(seeker)
            case .timer(let reads): #expect(schedule.timerEnded() == reads, name)
            case .ended(let keys):
                schedule.ended(isRead: keys != nil, at: now) { keys?.contains($0) == true }
            case .pass(let time): now += time
            }
        }
    }

    @Test func soManyWaitAndNoMore() {
        var schedule = KeySchedule()
        let seeker = schedule.seeker(for: "a", at: .zero)
        #expect(schedule.ask(seeker, at: .zero) == .read)
        for _ in 1..<KeySchedule.maxWaiting { #expect(schedule.ask(seeker, at: .zero) == .wait) }
        #expect(schedule.ask(seeker, at: .zero) == .refuse)
        schedule.ended(isRead: true, at: .zero) { _ in true }
        #expect(schedule.ask(schedule.seeker(for: "b", at: .zero), at: .zero) == .read)
    }

    @Test func whoGoesAwayLeavesThePlaceToOthers() {
        var schedule = KeySchedule()
        #expect(schedule.ask(schedule.seeker(for: "a", at: .zero), at: .zero) == .read)
        for number in 1..<(3 * KeySchedule.maxWaiting) {
            let stranger = schedule.seeker(for: "\(number)", at: .zero)
            #expect(schedule.ask(stranger, at: .zero) == .wait)
            schedule.leave(stranger)
        }
        #expect(schedule.ask(schedule.seeker(for: "b", at: .zero), at: .zero) == .wait)
    }

    @Test func idsThatNoServiceWouldPublishAreNotLookedFor() {
        var schedule = KeySchedule()
        let long = String(repeating: "k", count: KeySchedule.maxIDBytes + 1)
        #expect(schedule.ask(schedule.seeker(for: long, at: .zero), at: .zero) == .refuse)
        #expect(schedule.ask(schedule.seeker(for: String(long.dropLast()), at: .zero), at: .zero) == .read)
    }

    /// An hour of strangers who make up a key for each request, and a key of the service that changes every 20 seconds.
    @Test func strangersCostOneReadingInTenSecondsAndLoseTheServiceNothing() {
        var schedule = KeySchedule()
        var published = "k0"
        var known: Set<String> = []
        var readings = 0
        var timer: Duration?
        var late = Duration.zero
        var waiting: [KeySchedule.Seeker] = []
        var isLost = false
        func end(at now: Duration) {
            readings += 1
            known = [published]
            schedule.ended(isRead: true, at: now) { known.contains($0) }
            for seeker in waiting where seeker.id.hasPrefix("k") {
                late = max(late, now - seeker.arrival)
                if !known.contains(seeker.id) { isLost = true }
            }
            waiting = []
        }
        func come(_ id: String, at now: Duration) {
            guard !known.contains(id) else { return }
            let seeker = schedule.seeker(for: id, at: now)
            switch schedule.ask(seeker, at: now) {
            case .read:
                waiting.append(seeker)
                end(at: now)
            case .wait: waiting.append(seeker)
            case .later(let instant):
                waiting.append(seeker)
                timer = instant
            case .refuse: if id.hasPrefix("k") { isLost = true }
            }
        }
        for second in 0..<3600 {
            let now = Duration.seconds(second)
            if let instant = timer, instant <= now {
                timer = nil
                if schedule.timerEnded() { end(at: now) }
            }
            if second % 20 == 7 { published = "k\(second)" }
            come(published, at: now)
            for number in 0..<20 { come("stranger-\(second)-\(number)", at: now) }
        }
        #expect(!isLost)
        #expect(late <= KeySchedule.longestWait)
        #expect(readings <= 3600 / 10 + 5 * 60)
    }
}
