using System.Management.Automation;
using ExchangeArchiveSafety.Commands;

namespace ExchangeArchiveSafety.Graph;

/// <summary>Makes error records of what Graph refused or failed to do.</summary>
internal static class GraphErrors
{
    public static ErrorRecord Record(GraphException exception, object? target) =>
        new(exception, exception.ErrorId, ErrorCategories.Of(exception.ErrorId), target) { ErrorDetails = new(exception.Message) };
}
