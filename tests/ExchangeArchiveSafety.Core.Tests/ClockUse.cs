using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Finds who reads a clock in an assembly, in its compiled code: calls of anything that tells the time or measures it.</summary>
internal static class ClockUse
{
    private const byte Call = 0x28;
    private const byte CallVirtual = 0x6F;
    private const byte NewObject = 0x73;

    /// <summary>Each member that reads a clock, with what it reads.</summary>
    /// <param name="path">The assembly.</param>
    public static IReadOnlyList<string> In(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var clocks = metadata.MemberReferences
            .Select(handle => (Token: MetadataTokens.GetToken(handle), Name: NameOf(metadata, metadata.GetMemberReference(handle))))
            .Where(member => IsClock(member.Name)).ToDictionary(member => member.Token, member => member.Name);
        var found = new List<string>();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            var name = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name) + "." + metadata.GetString(method.Name);
            for (var at = 0; at + 4 < code.Length; at++)
            {
                if (code[at] is Call or CallVirtual or NewObject && clocks.TryGetValue(BitConverter.ToInt32(code, at + 1), out var clock))
                {
                    found.Add(name + " reads " + clock);
                }
            }
        }

        return found;
    }

    private static bool IsClock(string member) => member is
        "DateTime.get_Now" or "DateTime.get_UtcNow" or "DateTime.get_Today" or "DateTimeOffset.get_Now" or "DateTimeOffset.get_UtcNow"
        or "Environment.get_TickCount" or "Environment.get_TickCount64" or "TimeProvider.get_System"
        || member.StartsWith("Stopwatch.", StringComparison.Ordinal);

    private static string NameOf(MetadataReader metadata, MemberReference member) => member.Parent.Kind == HandleKind.TypeReference
        ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) + "." + metadata.GetString(member.Name)
        : "";
}
