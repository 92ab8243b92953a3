using System.Reflection;

namespace ExchangeArchiveSafety;

/// <summary>The kind of every error id.</summary>
public static class ErrorKinds
{
    private static readonly Dictionary<string, ErrorKind> Known =
        typeof(ErrorIds).GetFields().ToDictionary(id => id.Name, id => id.GetCustomAttribute<ErrorAttribute>()!.Kind, StringComparer.Ordinal);

    /// <summary>What kind of trouble an error is.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    public static ErrorKind Of(string errorId) => Known[errorId];
}
