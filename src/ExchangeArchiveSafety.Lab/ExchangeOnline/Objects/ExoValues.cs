namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

/// <summary>A value of one of Exchange's enumerations.</summary>
public sealed record ExoEnum(string Text);

/// <summary>The identity of a batch or user.</summary>
public sealed record ExoIdentity(string Text);

/// <summary>A size or quota; null is Unlimited.</summary>
public sealed record ExoSize(long? Bytes);

/// <summary>A time span; null for "never" tags, which show nothing.</summary>
public sealed record ExoSpan(TimeSpan? Value);
