internal import JSONKit

extension World {
    /// Makes a fault.
    mutating func add(_ new: Fault) throws(Refusal) -> Fault {
        if let user = new.user { try known(user) }
        if let conversation = new.conversation {
            let base = ConversationAddress(conversation).base
            guard place(base) != nil || places.team(base) != nil else {
                throw .notFound("no conversation has the id \"\(conversation.rawValue.prefix(200))\"")
            }
        }
        guard faults.count < Faults.maxFaults else {
            throw .conflict("there are \(Faults.maxFaults) faults already: delete some, or reset the workspace")
        }
        var fault = new
        fault.id = counters.nextSerial()
        faults.add(fault)
        showWorkspace()
        return fault
    }

    /// Takes a fault away.
    mutating func removeFault(_ id: String) throws(Refusal) {
        guard let number = Int(id), faults.remove(Fault.ID(number: number)) else {
            throw .notFound("no fault has the id \"\(id.prefix(64))\"")
        }
        showWorkspace()
    }

    /// The fault that strikes a request: the first, in the order in which they were made, that is meant for it and is
    /// not used up. Chance is the world's own, so that a run repeats itself.
    mutating func strike(_ request: ServiceRequest) -> FaultStrike? {
        guard !faults.isEmpty else { return nil }
        let conversation = conversation(of: request)
        var people: Set<Handle>?
        for id in faults.order {
            guard let fault = faults[id], fault.left != 0, fault.operation.covers(request.operation),
                fault.isMeant(for: conversation)
            else { continue }
            if let user = fault.user {
                let reached = people ?? self.people(reachedBy: request)
                people = reached
                guard reached.contains(user) else { continue }
            }
            if let probability = fault.probability {
                faults.touch(id)  // so that the generator is stored as it is now
                guard ids.nextFraction() < probability else { continue }
            }
            return faults.hit(id)
        }
        return nil
    }

    /// The conversation of a request, with the thread that it names; of a creation the channel, or the chat that is
    /// there already.
    private func conversation(of request: ServiceRequest) -> ConversationAddress? {
        if let conversation = request.conversation { return ConversationAddress(conversation) }
        let home = home(of: request)
        if let conversation = home.conversation { return ConversationAddress(conversation) }
        guard let person = home.person, let bot = request.bot else { return nil }
        return places.personalChat(of: .bot(bot, handle: person)).map(ConversationAddress.init)
    }

    /// The people whom a request reaches alone.
    private func people(reachedBy request: ServiceRequest) -> Set<Handle> {
        var people: Set<Handle> = []
        if let person = home(of: request).person { people.insert(person) }
        if let place = request.conversation.flatMap({ place($0) }) {
            if case .personal(_, let handle) = place.kind { people.insert(handle) }
            if let id = request.message, let reader = message(id, in: place)?.onlyReader { people.insert(reader) }
        }
        for activity in [request.body, request.body["activity"]?.objectValue ?? [:]]
        where request.isTargeted || Self.isTargeted(activity) {
            if let person = activity["recipient"]?["id"]?.stringValue.flatMap(handle(named:)) { people.insert(person) }
        }
        return people
    }
}

extension Fault {
    /// Whether it strikes what is in a conversation: of any thread, unless it names one.
    fileprivate func isMeant(for address: ConversationAddress?) -> Bool {
        guard let wanted = conversation.map(ConversationAddress.init) else { return true }
        guard let address, address.base == wanted.base else { return false }
        return wanted.root == nil || wanted.root == address.root
    }
}

extension IDGenerator {
    /// A number from 0 to, but not with, 1.
    fileprivate mutating func nextFraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
