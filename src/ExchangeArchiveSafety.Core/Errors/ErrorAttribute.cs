namespace ExchangeArchiveSafety.Errors;

/// <summary>What belongs to an error id.</summary>
/// <param name="kind">The kind of trouble.</param>
/// <param name="sentences">The resources that its sentence is made of; none where there is the one that is called like the id.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class ErrorAttribute(ErrorKind kind, params string[] sentences) : Attribute
{
    public ErrorKind Kind => kind;

    public IReadOnlyList<string> Sentences => sentences;
}
