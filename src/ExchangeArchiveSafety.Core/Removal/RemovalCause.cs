using System.Globalization;

namespace ExchangeArchiveSafety.Removal;

/// <summary>A reason with its sentence.</summary>
internal sealed class RemovalCause
{
    public static readonly RemovalCause None = new(RemovalReason.None, "");

    private RemovalCause(RemovalReason id, string sentence)
    {
        Id = id;
        Sentence = sentence;
    }

    public RemovalReason Id { get; }

    /// <summary>The sentence, safe to show.</summary>
    public string Sentence { get; }

    public static RemovalCause Of(RemovalReason id, params object?[] values) =>
        new(id, DisplayText.Sentence(CoreMessages.ResourceManager.GetString("RemovalReason" + id, CultureInfo.InvariantCulture) ?? id.ToString(), values));
}
