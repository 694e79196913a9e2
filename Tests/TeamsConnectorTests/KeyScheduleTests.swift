import Testing

@testable import TeamsConnector

/// Who waits for keys, and who does not, as a table of what happens and what is decided.
struct KeyScheduleTests {
    enum Step: Sendable {
        case use(KeySchedule.Use)
        case ask(KeySchedule.Ask)
        case ended(isRead: Bool)
        case pass(Duration)
    }

    private static let courses: [(name: String, steps: [Step])] = [
        (
            "first use: one reads, others wait",
            [.use(.no), .ask(.read), .use(.no), .ask(.wait), .ended(isRead: true), .use(.yes)]
        ),
        (
            "a key that changes right after the first reading is read at once, the next not before ten seconds",
            [
                .ask(.read), .ended(isRead: true), .ask(.read), .ended(isRead: true), .ask(.refuse),
                .pass(.milliseconds(9_999)), .ask(.refuse), .pass(.milliseconds(1)), .ask(.read),
            ]
        ),
        (
            "the pause begins when a slow reading ends",
            [
                .ask(.read), .ended(isRead: true), .ask(.read), .pass(.seconds(20)), .ended(isRead: true),
                .ask(.refuse),
                .pass(.seconds(10)), .ask(.read),
            ]
        ),
        (
            "a failure counts, also the first",
            [.ask(.read), .pass(.seconds(5)), .ended(isRead: false), .ask(.refuse), .pass(.seconds(10)), .ask(.read)]
        ),
        (
            "after a day the keys are used and read again, once",
            [
                .ask(.read), .ended(isRead: true), .pass(.seconds(86_399)), .use(.yes), .pass(.seconds(1)),
                .use(.yesAndRead), .use(.yes), .use(.yes), .ended(isRead: true), .use(.yes),
            ]
        ),
        (
            "they are used while no reading succeeds, and tried again after each pause",
            [
                .ask(.read), .ended(isRead: true), .pass(.seconds(86_400)), .use(.yesAndRead), .pass(.seconds(5)),
                .use(.yes),
                .ended(isRead: false), .use(.yes), .pass(.seconds(10)), .use(.yesAndRead),
            ]
        ),
        (
            "an unknown key joins the reading of old keys",
            [.ask(.read), .ended(isRead: true), .pass(.seconds(86_400)), .use(.yesAndRead), .ask(.wait), .use(.yes)]
        ),
        (
            "after five days they count no more",
            [
                .ask(.read), .ended(isRead: true), .pass(.seconds(5 * 86_400 - 1)), .use(.yesAndRead),
                .ended(isRead: false), .pass(.seconds(1)), .use(.no), .ask(.refuse), .pass(.seconds(10)), .ask(.read),
                .ended(isRead: true), .use(.yes),
            ]
        ),
    ]

    @Test(arguments: courses.indices)
    func course(_ index: Int) {
        var schedule = KeySchedule()
        var now = Duration.seconds(7)
        for (place, step) in Self.courses[index].steps.enumerated() {
            let name: Comment = "\(Self.courses[index].name), step \(place)"
            switch step {
            case .use(let expected): #expect(schedule.use(at: now) == expected, name)
            case .ask(let expected): #expect(schedule.ask(at: now) == expected, name)
            case .ended(let isRead): schedule.ended(isRead: isRead, at: now)
            case .pass(let time): now += time
            }
        }
    }

    @Test func soManyWaitAndNoMore() {
        var schedule = KeySchedule()
        #expect(schedule.ask(at: .zero) == .read)
        for _ in 1..<KeySchedule.maxWaiting { #expect(schedule.ask(at: .zero) == .wait) }
        #expect(schedule.ask(at: .zero) == .refuse)
        schedule.ended(isRead: true, at: .zero)
        #expect(schedule.ask(at: .zero) == .read)
    }
}
