import SQLCore
import TestSupport
import Testing

@testable import PostgresStore

private let serverIsAway = StoreError(.unreachable, "away")
private let denied = StoreError(.accessDenied, "denied")

private func makePool(min: Int = 0, max: Int = 2, waiting: Int = 3) -> PoolState {
    PoolState(
        PoolState.Limits(min: min, max: max, maxWaiting: waiting, waiting: .seconds(30), idle: .seconds(60)),
        place: "the place")
}

private func at(_ seconds: Double) -> Duration { .seconds(seconds) }

struct PoolStateTests {
    @Test("Connections are made when they are wanted, lent in order, and no more than may be")
    func order() {
        var pool = makePool()
        #expect(pool.start(at: at(0)).isEmpty)
        #expect(pool.ask(1, at: at(0)) == [.connect(1)])
        #expect(pool.ask(2, at: at(0)) == [.connect(2)])
        #expect(pool.ask(3, at: at(0)).isEmpty)
        #expect(pool.connected(2, at: at(1)) == [.lend(2, to: 1)])
        #expect(pool.connected(1, at: at(1)) == [.lend(1, to: 2)])
        #expect(pool.giveBack(2, from: 1, isUsable: true, at: at(2)) == [.lend(2, to: 3)])
        #expect(pool.ask(4, at: at(2)).isEmpty)
        #expect(pool.giveBack(1, from: 2, isUsable: false, at: at(3)) == [.close(1), .connect(3)])
        #expect(pool.lost(2, at: at(3)).isEmpty)
        #expect(pool.connected(3, at: at(4)) == [.lend(3, to: 4)])
    }

    @Test("Too many who wait are refused, and so is who has waited for too long")
    func bounds() {
        var pool = makePool(max: 1, waiting: 2)
        _ = pool.ask(1, at: at(0))
        _ = pool.connected(1, at: at(0))
        #expect(pool.ask(2, at: at(1)).isEmpty && pool.ask(3, at: at(2)).isEmpty)
        guard case .refuse(4, let error) = pool.ask(4, at: at(3)).first else { return #expect(Bool(false)) }
        #expect(error.code == .tooManyWait)
        #expect(pool.withdraw(2) && !pool.withdraw(2) && !pool.withdraw(1))
        #expect(pool.nextTick == at(32))
        #expect(pool.tick(at: at(31)).isEmpty)
        guard case .refuse(3, let late) = pool.tick(at: at(32)).first else { return #expect(Bool(false)) }
        #expect(late.code == .busy && late.message.contains("all 1 connections to the place are in use"))
        #expect(pool.nextTick == nil)
    }

    @Test("While the server is away those who ask wait, and one goes ahead after a pause")
    func away() {
        var pool = makePool(min: 2)
        #expect(pool.start(at: at(0)) == [.connect(1), .connect(2)])
        #expect(pool.ask(1, at: at(0)).isEmpty)
        #expect(pool.failed(1, serverIsAway, jitter: 1, at: at(0)).isEmpty)
        #expect(pool.failed(2, serverIsAway, jitter: 1, at: at(0)).isEmpty)
        #expect(pool.nextTick == at(0.2))
        #expect(pool.tick(at: at(0.1)).isEmpty)
        #expect(pool.tick(at: at(0.2)) == [.connect(3)])
        #expect(pool.connected(3, at: at(0.3)) == [.lend(3, to: 1), .connect(4)])
        var gone = makePool()
        _ = gone.ask(1, at: at(0))
        _ = gone.failed(1, serverIsAway, jitter: 1, at: at(1))
        #expect(gone.tick(at: at(30)).contains(.refuse(1, serverIsAway)), "who waits in vain learns why")
    }

    @Test("Who is not let in learns it at once, as long as there is no connection at all")
    func denial() {
        var pool = makePool()
        _ = pool.ask(1, at: at(0))
        #expect(pool.failed(1, denied, jitter: 1, at: at(0)) == [.refuse(1, denied)])
        #expect(pool.ask(2, at: at(0.05)) == [.refuse(2, denied)])
        #expect(pool.ask(3, at: at(0.2)) == [.connect(2)], "it is tried anew")
        #expect(pool.connected(2, at: at(0.3)) == [.lend(2, to: 3)])
        _ = pool.ask(4, at: at(0.4))
        #expect(pool.failed(3, denied, jitter: 1, at: at(0.5)).isEmpty, "the other one comes free some time")
    }

    @Test("What nobody uses is closed after a while, down to the least")
    func idle() {
        var pool = makePool(min: 1)
        #expect(pool.start(at: at(0)) == [.connect(1)])
        _ = pool.connected(1, at: at(0))
        #expect(pool.ask(1, at: at(0)) == [.lend(1, to: 1)])
        #expect(pool.ask(2, at: at(0)) == [.connect(2)])
        _ = pool.connected(2, at: at(0))
        _ = pool.giveBack(1, from: 1, isUsable: true, at: at(1))
        _ = pool.giveBack(2, from: 2, isUsable: true, at: at(2))
        #expect(pool.nextTick == at(61))
        #expect(pool.tick(at: at(61)) == [.close(1)])
        #expect(pool.nextTick == nil)
        #expect(pool.ask(3, at: at(99)) == [.lend(2, to: 3)])
    }

    @Test("At the end who waits is served, who comes is refused, and everything is closed")
    func shutdown() {
        var pool = makePool(max: 1)
        _ = pool.ask(1, at: at(0))
        _ = pool.connected(1, at: at(0))
        _ = pool.ask(2, at: at(0))
        #expect(pool.beginShutdown(at: at(1)).isEmpty)
        #expect(pool.ask(3, at: at(1)) == [.refuse(3, .isClosed)])
        #expect(pool.giveBack(1, from: 1, isUsable: true, at: at(2)) == [.lend(1, to: 2)])
        #expect(pool.giveBack(1, from: 2, isUsable: true, at: at(3)) == [.close(1), .finish])
        var empty = makePool(min: 1)
        _ = empty.start(at: at(0))
        #expect(empty.beginShutdown(at: at(1)) == [.finish])
        #expect(empty.connected(1, at: at(2)) == [.close(1)])
        var gone = makePool()
        _ = gone.ask(1, at: at(0))
        _ = gone.beginShutdown(at: at(1))
        let left = gone.failed(1, serverIsAway, jitter: 1, at: at(1))
        #expect(left == [.refuse(1, serverIsAway), .finish])
    }

    @Test("Whatever happens in whatever order, limits hold and nobody is forgotten", arguments: 0..<200)
    func anything(_ seed: Int) {
        var generator = SeededGenerator(UInt64(seed))
        var pool = makePool(min: 1, max: 3, waiting: 5)
        var world = PoolWorld()
        var now = 0.0
        world.take(pool.start(at: at(now)))
        for _ in 0..<300 {
            now += Double.random(in: 0...3, using: &generator)
            world.step(&pool, at: at(now), &generator)
            #expect(world.open.count + world.connecting.count <= 3)
            #expect(pool.waitingCount <= 5 + 3)
        }
        world.take(pool.beginShutdown(at: at(now)))
        for _ in 0..<400 where !world.isOver {
            now += 1
            world.finish(&pool, at: at(now))
        }
        #expect(world.isOver && world.waiting.isEmpty && world.lent.isEmpty && world.open.isEmpty)
    }

    @Test("A long line costs in proportion to its length")
    func growth() {
        let shapes: [(name: String, work: (Int) -> Void)] = [
            (
                "all leave",
                { count in
                    var line = WaitingLine()
                    for waiter in 0..<count { line.append(waiter, until: at(1)) }
                    for waiter in (0..<count).reversed() { _ = line.remove(waiter) }
                }
            ),
            (
                "come and go",
                { count in
                    var line = WaitingLine()
                    line.append(-1, until: at(1))
                    for waiter in 0..<count {
                        line.append(waiter, until: at(1))
                        _ = line.remove(waiter)
                    }
                }
            ),
            (
                "are sent back",
                { count in
                    var line = WaitingLine()
                    for waiter in 0..<count { line.append(waiter, until: at(1)) }
                    for _ in 0..<count {
                        if let (first, deadline) = line.popFirst() { line.prepend(first, until: deadline) }
                    }
                    while line.popFirst() != nil {}
                }
            ),
        ]
        for (name, work) in shapes { expectLinear(name, size: 1000, of: { $0 }, in: work) }
    }
}

/// What a pool's answers have made of the world.
private struct PoolWorld {
    var connecting: Set<Int> = []
    var open: Set<Int> = []
    var lent: [Int: Int] = [:]
    var waiting: Set<Int> = []
    var isOver = false
    private var nextWaiter = 0

    mutating func take(_ actions: [PoolState.Action]) {
        for action in actions {
            switch action {
            case .connect(let link): #expect(connecting.insert(link).inserted)
            case .lend(let link, let waiter):
                #expect(open.contains(link) && lent.updateValue(waiter, forKey: link) == nil)
                #expect(waiting.remove(waiter) != nil)
            case .refuse(let waiter, _): #expect(waiting.remove(waiter) != nil)
            case .close(let link): #expect(open.remove(link) != nil || isOver)
            case .finish: isOver = true
            }
        }
    }

    mutating func step(_ pool: inout PoolState, at now: Duration, _ generator: inout SeededGenerator) {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0, 1:
            nextWaiter += 1
            waiting.insert(nextWaiter)
            take(pool.ask(nextWaiter, at: now))
        case 2: if let link = connecting.popFirst() { connect(link, &pool, now) }
        case 3:
            if let link = connecting.popFirst() {
                let error = generator.chance(3) ? denied : serverIsAway
                take(pool.failed(link, error, jitter: 0.5, at: now))
            }
        case 4: if let (link, waiter) = lent.popFirst() { giveBack(link, waiter, &pool, now, !generator.chance(4)) }
        case 5:
            if let link = open.randomElement(using: &generator) {
                lent[link] = nil
                open.remove(link)
                take(pool.lost(link, at: now))
            }
        case 6:
            if let waiter = waiting.randomElement(using: &generator), pool.withdraw(waiter) { waiting.remove(waiter) }
        default: take(pool.tick(at: now))
        }
    }

    mutating func finish(_ pool: inout PoolState, at now: Duration) {
        if let link = connecting.popFirst() { connect(link, &pool, now) }
        if let (link, waiter) = lent.popFirst() { giveBack(link, waiter, &pool, now, true) }
        take(pool.tick(at: now))
    }

    private mutating func connect(_ link: Int, _ pool: inout PoolState, _ now: Duration) {
        open.insert(link)
        take(pool.connected(link, at: now))
    }

    private mutating func giveBack(
        _ link: Int, _ waiter: Int, _ pool: inout PoolState, _ now: Duration, _ isUsable: Bool
    ) {
        take(pool.giveBack(link, from: waiter, isUsable: isUsable, at: now))
    }
}
