namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

/// <summary>How much mail the old provider holds for a mailbox.</summary>
/// <param name="Messages">Number of messages.</param>
/// <param name="Years">How far back they reach.</param>
/// <param name="AverageSize">Bytes a message.</param>
/// <param name="NewMessagesPerDay">What still arrives there.</param>
/// <param name="EvenSizes">Every message has the average size: where a share of a quota has to come out exactly.</param>
public sealed record SourceContents(int Messages, double Years = 5, long AverageSize = 600 * 1024, double NewMessagesPerDay = 1, bool EvenSizes = false)
{
    /// <summary>As much as takes this share of the quota.</summary>
    public static SourceContents Filling(double percent, long quota)
    {
        // Big messages keep the number small; none is too big to move to the archive.
        const long LargestMessage = 100L * 1024 * 1024;
        var bytes = (long)(quota * percent / 100);
        var messages = (int)Math.Max(60, (bytes + LargestMessage - 1) / LargestMessage);
        return new SourceContents(messages, AverageSize: bytes / messages, NewMessagesPerDay: 0.5, EvenSizes: true);
    }
}
