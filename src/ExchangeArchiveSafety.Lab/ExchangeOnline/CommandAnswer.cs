using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>What a command gives back: objects, warnings, errors.</summary>
public sealed class CommandAnswer
{
    public List<ExoObject> Objects { get; } = [];

    public List<ExoError> Errors { get; } = [];

    public List<string> Warnings { get; } = [];
}
