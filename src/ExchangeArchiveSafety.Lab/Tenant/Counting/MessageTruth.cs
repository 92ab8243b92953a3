namespace ExchangeArchiveSafety.Lab.Tenant.Counting;

/// <summary>Where the copies of one message lie.</summary>
public sealed record MessageTruth(string? InternetMessageId, string SourceFolder, bool FromSource, bool Delivered, int InPrimary, int InArchive, int InRecoverableItems);
