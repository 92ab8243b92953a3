namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>No answer came, or it broke off. What was asked for may have been done.</summary>
/// <param name="message">Why, in a few words.</param>
/// <param name="isLasting">Whether asking again can hardly end otherwise.</param>
internal sealed class NoAnswerException(string message, bool isLasting = false) : Exception(message)
{
    /// <summary>Whether asking again can hardly end otherwise.</summary>
    public bool IsLasting => isLasting;
}
