namespace ExchangeArchiveSafety.Removal.Restore;

/// <summary>Recognises a copy that was brought back. An import is reported to keep the search key, and to change creation time and size.</summary>
internal static class RestoredCopy
{
    /// <summary>Whether an item looks like what was saved.</summary>
    public static bool LooksLike(MailItem saved, MailItem found) =>
        PairEvidence.Of(saved.WithBodyDigest(""), found.WithBodyDigest("")) > DuplicateEvidence.Conflicting;

    /// <summary>Whether it can be told from another copy of the message: by the search key where both have one.</summary>
    public static bool Is(MailItem saved, MailItem found) =>
        LooksLike(saved, found) && DigestText.Match(saved.SearchKey, found.SearchKey) != FieldMatch.Different;
}
