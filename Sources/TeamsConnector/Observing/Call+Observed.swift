extension Call {
    /// The request as an observer sees it.
    var observed: ObservedWork {
        let conversation = path.count > 2 && path[1] == "conversations" ? path[2] : nil
        return ObservedWork(.request, labels: ["operation": operation], ids: ["conversation": conversation])
    }
}
