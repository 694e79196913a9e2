extension NotificationRequest {
    /// The same without the addresses of webhooks, which are secrets.
    var shown: NotificationRequest {
        var request = self
        request.audience = audience.shown
        return request
    }
}
