use super::Structure;
use crate::entry::Entry;
use crate::policy::words::same;

/// A radix tree over the ends of entries read backwards: a node has a run of bytes and its children by their first byte.
pub(crate) struct Trie<'e> {
    entries: &'e [Entry],
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    /// Read backwards.
    run: Vec<u8>,
    firsts: Vec<u8>,
    children: Vec<u32>,
    /// Entries that end here, one for each scheme.
    places: Vec<u32>,
}

impl Trie<'_> {
    fn insert(&mut self, text: &[u8], place: u32) {
        let mut node = 0;
        let mut rest: Vec<u8> = text.iter().rev().copied().collect();
        loop {
            let Some((first, _)) = rest.split_first() else {
                self.nodes[node].places.push(place);
                return;
            };
            let Some(child) = self.nodes[node].firsts.iter().position(|byte| byte == first) else {
                let new = self.nodes.len() as u32;
                self.nodes[node].firsts.push(*first);
                self.nodes[node].children.push(new);
                self.nodes.push(Node { run: rest, places: vec![place], ..Node::default() });
                return;
            };
            let child = self.nodes[node].children[child] as usize;
            let common = self.nodes[child].run.iter().zip(&rest).take_while(|(a, b)| a == b).count();
            if common < self.nodes[child].run.len() {
                let new = self.nodes.len() as u32;
                let below = self.nodes[child].run.split_off(common);
                let tail = Node { run: below.clone(), ..std::mem::take(&mut self.nodes[child]) };
                let run = rest[..common].to_vec();
                self.nodes[child] =
                    Node { run, firsts: vec![below[0]], children: vec![new], ..Node::default() };
                self.nodes.push(tail);
            }
            node = child;
            rest.drain(..common);
        }
    }

    /// Calls `ends_here` at every node where the bytes before it end.
    fn walk(&self, text: &[u8], ends_here: impl Fn(&Node, &[u8]) -> bool) -> bool {
        let mut node = &self.nodes[0];
        let mut rest = text;
        loop {
            if !node.places.is_empty() && ends_here(node, rest) {
                return true;
            }
            let Some(last) = rest.last() else { return false };
            let Some(child) = node.firsts.iter().position(|byte| byte == last) else { return false };
            node = &self.nodes[node.children[child] as usize];
            let Some(from) = rest.len().checked_sub(node.run.len()) else { return false };
            if !rest[from..].iter().rev().eq(&node.run) {
                return false;
            }
            rest = &rest[..from];
        }
    }
}

impl<'e> Structure<'e> for Trie<'e> {
    fn build(entries: &'e [Entry]) -> Self {
        let mut trie = Self { entries, nodes: vec![Node::default()] };
        for (place, entry) in entries.iter().enumerate() {
            trie.insert(&entry.end, place as u32);
        }
        trie
    }

    fn find_exact(&self, origin: &[u8]) -> bool {
        self.walk(origin, |_, rest| rest.is_empty())
    }

    fn find_pattern(&self, origin: &[u8]) -> bool {
        self.walk(origin, |node, _| {
            node.places.iter().any(|place| {
                let entry = &self.entries[*place as usize];
                same(origin.get(..entry.start.len()).unwrap_or_default(), &entry.start)
            })
        })
    }

    /// As it could lie in flash: a node in four words, a byte a byte of its run, five bytes a child, a word an entry.
    fn bytes(&self) -> usize {
        let of = |node: &Node| 16 + node.run.len() + 5 * node.children.len() + 4 * node.places.len();
        self.nodes.iter().map(of).sum()
    }
}
