/// The turns that run, each at a place of its own that a later one takes again. An id is never used twice.
struct TurnSlots<Turn> {
    private static var slotBits: Int { 24 }

    private var slots: [(id: Int, turn: Turn?)] = []
    private var free: [Int] = []
    private var serial = 0
    /// How many turns run.
    private(set) var count = 0

    /// Keeps `turn`, and names it.
    mutating func insert(_ turn: Turn) -> Int {
        serial += 1
        count += 1
        let slot = free.popLast() ?? slots.count
        let id = serial << Self.slotBits | slot
        if slot == slots.count { slots.append((id, turn)) } else { slots[slot] = (id, turn) }
        return id
    }

    /// Whether the turn `id` runs.
    func contains(_ id: Int) -> Bool {
        let slot = Self.slot(of: id)
        return slot < slots.count && slots[slot].id == id && slots[slot].turn != nil
    }

    mutating func remove(_ id: Int) -> Turn? {
        guard contains(id) else { return nil }
        let slot = Self.slot(of: id)
        count -= 1
        free.append(slot)
        defer { slots[slot].turn = nil }
        return slots[slot].turn
    }

    /// The turn `id`, in its place; nil when it does not run.
    subscript(id: Int) -> Turn? {
        get { contains(id) ? slots[Self.slot(of: id)].turn : nil }
        _modify {
            precondition(contains(id), "the turn does not run")
            yield &slots[Self.slot(of: id)].turn
        }
    }

    /// Visits the turns that run, in no order.
    func forEach(_ body: (Turn) -> Void) {
        for slot in slots { if let turn = slot.turn { body(turn) } }
    }

    private static func slot(of id: Int) -> Int { id & (1 << slotBits - 1) }
}
