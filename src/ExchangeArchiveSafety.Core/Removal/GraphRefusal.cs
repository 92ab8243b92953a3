namespace ExchangeArchiveSafety.Removal;

/// <summary>Tells errors that would meet every item of a mailbox from those of one item.</summary>
internal static class GraphRefusal
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>Whether reading or exporting the next item makes no sense.</summary>
    public static bool IsAboutAll(GraphException exception) => exception.StatusCode is Unauthorized or Forbidden;

    /// <summary>Whether nothing more can be asked for: the sign-in has ended.</summary>
    public static bool IsSignedOut(GraphException exception) => exception.StatusCode is Unauthorized;

    /// <summary>Whether nothing more can be deleted, since what was deleted before fills Recoverable Items.</summary>
    public static bool IsFull(GraphException exception) => exception.ErrorId == ErrorIds.RecoverableItemsFull;

    /// <summary>Whether a deletion was forbidden: by a permission that is missing, which meets every item, or by a hold or a rule, which may meet only this one.</summary>
    public static bool IsForbidden(GraphException? exception) => exception?.StatusCode is Forbidden;

    /// <summary>Whether the server answered nothing of use for as long as anybody waits.</summary>
    public static bool IsOutage(GraphException? exception) =>
        exception?.ErrorId == ErrorIds.GraphThrottled || (exception?.ErrorId == ErrorIds.GraphRequestFailed && exception.StatusCode is null or >= 500);

    public static RemovalFailure Failure(GraphException exception) => new(exception.ErrorId, exception.Message, exception);
}
