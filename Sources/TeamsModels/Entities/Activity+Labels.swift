extension Activity {
    /// What is said about the message as a whole; empty when nothing is said yet.
    public var messageEntity: MessageEntity? {
        for case .message(let entity) in entities ?? [] { return entity }
        return nil
    }

    /// Labels the message as made by AI. A second time changes nothing.
    public mutating func addAILabel() {
        changeMessageEntity { entity in
            let label = "AIGeneratedContent"
            guard entity.additionalType?.contains(label) != true else { return }
            entity.additionalType = (entity.additionalType ?? []) + [label]
        }
    }

    /// Names the source that the text refers to as `[position]`.
    public mutating func addCitation(_ position: Int, _ appearance: CitationAppearance) {
        changeMessageEntity { $0.citation = ($0.citation ?? []) + [Citation(position, appearance)] }
    }

    /// Says how sensitive the message is.
    public mutating func setSensitivity(_ label: UsageInfo) {
        changeMessageEntity { $0.usageInfo = label }
    }

    /// Changes the one entity about the message as a whole, which is made where there is none.
    private mutating func changeMessageEntity(_ change: (inout MessageEntity) -> Void) {
        var entities = entities ?? []
        let index = entities.firstIndex { if case .message = $0 { true } else { false } }
        var entity = messageEntity ?? .root()
        change(&entity)
        if let index { entities[index] = .message(entity) } else { entities.append(.message(entity)) }
        self.entities = entities
    }

    /// Asks for feedback buttons below the message.
    public mutating func askForFeedback(_ form: FeedbackLoopType = .standard) {
        var data = channelData ?? ChannelData()
        data.feedbackLoop = FeedbackLoop(form)
        data.feedbackLoopEnabled = nil
        channelData = data
    }

    /// Marks the activity as the last piece of the stream `id`. Other channel data stay.
    public mutating func markAsFinal(ofStream id: ActivityID) {
        var data = channelData ?? ChannelData()
        (data.streamId, data.streamType, data.streamSequence) = (id, .final, nil)
        channelData = data
        entities?.removeAll { if case .streamInfo = $0 { true } else { false } }
        entities = (entities ?? []) + [.streamInfo(StreamInfo(.final, id: id))]
    }

    /// Makes the message visible to `account` alone, or names it as the recipient of a public one.
    public mutating func setRecipient(_ account: Account, targeted: Bool = false) {
        recipient = account
        recipient?.isTargeted = targeted ? true : nil
    }
}
