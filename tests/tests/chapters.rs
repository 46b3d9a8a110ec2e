//! The chapters of Help are complete, their links lead somewhere, and what they show is right.

use std::collections::BTreeSet;

use gateway::agent::StartEntry;
use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::gateway::Gateway;
use gateway::help::chapters::block::Block;
use gateway::help::chapters::example::Example;
use gateway::help::chapters::note::NOTES;
use gateway::help::chapters::{CHAPTERS, Chapter, find, of_topic};
use gateway::help::{TOPICS, page};
use gateway::ocf::{AGENTS, declaration};
use gateway::problem::Problem;
use gateway::snippet::versions::Versions;
use gateway::text::Text;

fn blocks() -> impl Iterator<Item = (&'static Chapter, &'static Block)> {
    CHAPTERS.iter().flat_map(|chapter| chapter.blocks().iter().map(move |block| (chapter, block)))
}

#[test]
fn every_chapter_says_something_under_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for chapter in &CHAPTERS {
        assert!(names.insert(chapter.name), "`{}` is there twice", chapter.name);
        assert!(page(chapter.name).is_none(), "`{}` is the code of a problem as well", chapter.name);
        assert!(chapter.blocks().len() >= 3, "`{}` says nothing", chapter.name);
        assert_eq!(find(chapter.name), Some(chapter));
    }
}

#[test]
fn every_topic_of_problems_has_a_chapter_and_every_chapter_names_topics_that_there_are() {
    for topic in TOPICS {
        assert!(of_topic(topic.name).is_some(), "`{}` belongs to no chapter", topic.name);
    }
    for chapter in &CHAPTERS {
        for topic in chapter.topics {
            assert!(TOPICS.iter().any(|each| each.name == *topic), "`{}` names `{topic}`", chapter.name);
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for (chapter, block) in blocks() {
        match block {
            Block::Chapters(names) => {
                for name in *names {
                    assert!(find(name).is_some(), "`{}` leads to the chapter `{name}`", chapter.name);
                }
            }
            Block::Pages(codes) => {
                for code in *codes {
                    assert!(page(code).is_some(), "`{}` leads to the code `{code}`", chapter.name);
                }
            }
            Block::Mistake { code, .. } => {
                assert!(page(code).is_some(), "`{}` leads to the code `{code}`", chapter.name);
            }
            Block::Links(links) => {
                for (_, address) in *links {
                    assert!(address.starts_with("https://"), "`{}` leads to {address}", chapter.name);
                }
            }
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Points(_)
            | Block::Steps(_)
            | Block::Note(_)
            | Block::Warning(_)
            | Block::Code(_)
            | Block::Snippet(_)
            | Block::Entries(..)
            | Block::Table(..)
            | Block::Agent(_) => {}
        }
    }
}

#[test]
fn every_text_is_there_in_both_languages_with_the_same_code() {
    let code = |text: &str| text.split('`').skip(1).step_by(2).filter(|code| code.is_ascii()).count();
    let assert_pair = |name: &str, text: &Text| {
        assert!(!text.en.trim().is_empty() && !text.zh.trim().is_empty(), "`{name}`: {text}");
        assert_eq!(text.en.matches('`').count() % 2, 0, "`{name}`: {text}");
        assert_eq!(text.zh.matches('`').count() % 2, 0, "`{name}`: {text}");
        assert!(code(&text.en).abs_diff(code(&text.zh)) <= 2, "`{name}`: {text}");
    };
    for chapter in &CHAPTERS {
        assert_pair(chapter.name, &chapter.title);
        assert_pair(chapter.name, &chapter.about);
    }
    for (chapter, block) in blocks() {
        for text in block.texts() {
            assert_pair(chapter.name, text);
        }
    }
    for (agent, parameter, text) in NOTES {
        assert_pair(&format!("{agent} {parameter}"), text);
    }
}

#[test]
fn what_chapters_show_has_no_problem() {
    for example in Example::ALL {
        assert!(
            Gateway::read(&example.draft()).is_ok(),
            "{example:?}: {:?}",
            Gateway::read(&example.draft())
        );
        let files = [SnippetFile { file: "sds.toml".into(), text: example.snippet() }];
        let problems = check(&files, Versions::default()).problems;
        let errors: Vec<_> =
            problems.iter().filter(|problem| problem.is_error()).map(Problem::to_string).collect();
        assert!(errors.is_empty(), "{example:?}: {errors:#?}");
    }
    for (chapter, block) in blocks() {
        if let Block::Entries(example, agents) = block {
            let shown = block.code();
            for agent in *agents {
                assert!(
                    shown.contains(&format!("ocf:heartbeat:{agent} ")),
                    "`{}`: {example:?}",
                    chapter.name
                );
            }
        }
    }
}

#[test]
fn every_agent_and_parameter_is_in_a_table_and_every_note_is_on_one_that_there_is() {
    for agent in AGENTS {
        let is_shown = blocks().any(|(_, block)| *block == Block::Agent(agent.name));
        assert!(is_shown, "`{}` has no table", agent.name);
    }
    let mut seen = BTreeSet::new();
    for (agent, parameter, _) in NOTES {
        let declared = declaration("heartbeat", agent).and_then(|agent| agent.parameter(parameter));
        assert!(declared.is_some(), "`{agent}` declares no `{parameter}`");
        assert!(seen.insert((agent, parameter)), "`{parameter}` of `{agent}` has two notes");
    }
}

/// What a gateway of ours is made of has a note on each of its parameters: nobody has to guess.
#[test]
fn every_parameter_that_is_written_here_has_a_note() {
    for example in Example::ALL {
        for entry in example
            .entries(&["Filesystem", "IPaddr2", "portblock", "iSCSITarget", "iSCSILogicalUnit"])
            .lines()
        {
            let entry = entry.trim_end_matches(',').trim_matches('"');
            let Ok(StartEntry::Agent(agent)) = StartEntry::read(entry) else { panic!("{entry}") };
            for word in agent.parameters.keys() {
                let has_note = NOTES.iter().any(|(of, name, _)| *of == agent.name && name == word);
                assert!(has_note, "`{word}` of `{}`", agent.name);
            }
        }
    }
}
