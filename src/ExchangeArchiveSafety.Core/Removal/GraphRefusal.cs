namespace ExchangeArchiveSafety;

/// <summary>Tells errors that would meet every item of a mailbox from those of one item.</summary>
internal static class GraphRefusal
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>Whether asking for the next item makes no sense.</summary>
    public static bool IsAboutAll(GraphException exception) => exception.StatusCode is Unauthorized or Forbidden;

    public static RemovalFailure Failure(GraphException exception) => new(exception.ErrorId, exception.Message, exception);
}
