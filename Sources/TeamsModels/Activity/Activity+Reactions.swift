extension Activity {
    /// Records that `user` added a reaction.
    public mutating func addReaction(_ type: ReactionType, by user: Account? = nil) {
        reactionsAdded = (reactionsAdded ?? []) + [MessageReaction(type, user: user)]
    }

    /// Records that `user` took a reaction back; the same one, added before, is no longer recorded as added.
    public mutating func removeReaction(_ type: ReactionType, by user: Account? = nil) {
        reactionsAdded?.removeAll { $0.type == type && $0.user?.id == user?.id }
        if reactionsAdded?.isEmpty == true { reactionsAdded = nil }
        reactionsRemoved = (reactionsRemoved ?? []) + [MessageReaction(type, user: user)]
    }
}
