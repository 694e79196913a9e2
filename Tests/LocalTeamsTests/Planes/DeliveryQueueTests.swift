import Testing

@testable import LocalTeams

@Suite struct DeliveryQueueTests {
    private typealias Queue = DeliveryQueue<Int>

    private static func lane(_ conversation: Int, of bot: AppID = "b") -> Queue.Lane {
        Queue.Lane(bot: bot, conversation: "\(conversation)")
    }

    @Test func aLaneKeepsItsOrderAndOneIsWorkedOn() {
        var queue = Queue()
        let lane = Self.lane(1)
        #expect(queue.add(1, cost: 10, to: lane) == .begins)
        #expect(queue.add(2, cost: 10, to: lane) == .waits)
        #expect(queue.add(3, cost: 10, to: lane) == .waits)
        #expect(queue.first(of: lane) == 1)
        var done = [1]
        while case .work(let next) = queue.finishFirst(of: lane) { done.append(next) }
        #expect(done == [1, 2, 3])
        #expect(queue.waiting == 0 && queue.waitingBytes == 0)
        #expect(queue.first(of: lane) == nil)
        #expect(queue.add(4, cost: 10, to: lane) == .begins)
    }

    @Test func theLanesOfOneBotTakeTurnsAndThoseOfAnotherDoNotWait() throws {
        var queue = Queue()
        for number in 0..<DeliveryLimits.maxLanesAtWork {
            #expect(queue.add(number, cost: 1, to: Self.lane(number)) == .begins)
        }
        #expect(queue.add(-1, cost: 1, to: Self.lane(1_000)) == .waits)
        #expect(queue.add(-2, cost: 1, to: Self.lane(1_001)) == .waits)
        #expect(queue.add(0, cost: 1, to: Self.lane(0, of: "other")) == .begins)
        for waiting in [1_000, 1_001] {
            guard case .lane(let lane) = queue.finishFirst(of: Self.lane(waiting - 1_000)) else {
                Issue.record("nobody's turn")
                return
            }
            #expect(lane == Self.lane(waiting))
        }
        guard case .nothing = queue.finishFirst(of: Self.lane(2)) else {
            Issue.record("somebody's turn")
            return
        }
        // A place is free again.
        #expect(queue.add(5, cost: 1, to: Self.lane(2_000)) == .begins)
    }

    @Test func whatWaitsIsCountedAndWeighed() {
        var queue = Queue()
        for number in 0..<DeliveryLimits.maxWaitingInLane { _ = queue.add(number, cost: 0, to: Self.lane(0)) }
        #expect(queue.add(0, cost: 0, to: Self.lane(0)) == .full)
        #expect(queue.add(0, cost: DeliveryLimits.maxWaitingBytes + 1, to: Self.lane(1)) == .full)
        #expect(queue.add(0, cost: DeliveryLimits.maxWaitingBytes, to: Self.lane(1)) == .begins)
        #expect(queue.add(0, cost: 1, to: Self.lane(2)) == .full)
        guard case .nothing = queue.finishFirst(of: Self.lane(1)) else {
            Issue.record("somebody's turn")
            return
        }
        #expect(queue.add(0, cost: 1, to: Self.lane(2)) == .begins)
        for number in queue.waiting..<DeliveryLimits.maxWaiting { _ = queue.add(0, cost: 0, to: Self.lane(number)) }
        #expect(queue.waiting == DeliveryLimits.maxWaiting)
        #expect(queue.add(0, cost: 0, to: Self.lane(-1)) == .full)
    }

    @Test func whatIsClosedTakesNothingAndFinishes() {
        var queue = Queue()
        _ = queue.add(1, cost: 1, to: Self.lane(1))
        _ = queue.add(2, cost: 1, to: Self.lane(1))
        queue.close()
        #expect(queue.add(3, cost: 1, to: Self.lane(1)) == .closed)
        guard case .work(2) = queue.finishFirst(of: Self.lane(1)) else {
            Issue.record("what waited is lost")
            return
        }
    }
}
